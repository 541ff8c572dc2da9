import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { Prisma } from "@/prisma/generated/client";
import type { Grant } from "./access-change";

/**
 * Those roles or permissions that exist in this environment, held until the transaction ends: one that is being deleted is
 * either gone when the lock is got, or deleted after it was given.
 */
export function lockGrants(
  tx: Tx,
  ctx: Context,
  noun: "role" | "permission",
  ids: readonly string[],
): Promise<Grant[]> {
  return tx.$queryRaw<Grant[]>`
    SELECT id, key, name FROM ${Prisma.raw(noun)}
    WHERE environment_id = ${ctx.environment.id}::uuid AND id = ANY(${ids.filter(isId)}::uuid[])
    ORDER BY id FOR KEY SHARE`;
}
