import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { Prisma } from "@/prisma/generated/client";
import { tablesOfUser } from "./tables-of-user";

/** Keeps these users whole, with every row that falls with them, before the caller deletes them. */
export async function recycleUsers(tx: Tx, ctx: Context, ids: readonly string[]): Promise<void> {
  const tables = await tablesOfUser(tx);
  const parts = tables.map((table) => {
    const name = Prisma.raw(`"${table}"`);
    return Prisma.sql`${table}::text, (SELECT COALESCE(jsonb_agg(to_jsonb(t)), '[]') FROM ${name} t WHERE t.user_id = u.id)`;
  });
  const deletedById = ctx.actor.type === "admin" ? ctx.actor.id : null;
  await tx.$executeRaw`
    INSERT INTO deleted_user (id, environment_id, deleted_by_id, first_name, last_name, email, snapshot)
    SELECT u.id, u.environment_id, ${deletedById}::uuid, u.first_name, u.last_name, u.email,
      jsonb_build_object('app_user', jsonb_build_array(to_jsonb(u)), ${Prisma.join(parts)})
    FROM app_user u WHERE u.id = ANY (${ids}::uuid[]) AND u.environment_id = ${ctx.environment.id}::uuid`;
}
