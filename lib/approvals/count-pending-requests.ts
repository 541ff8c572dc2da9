import "server-only";
import type { Context } from "@/lib/core/context";
import { queryRows } from "@/lib/core/query-rows";
import { can } from "@/lib/permissions/assert-can";
import { Prisma } from "@/prisma/generated/client";

/** Counted no further than this. */
export const MOST_PENDING = 100;

/** How many requests of others wait for a decision here, for who may decide; null for others. */
export async function countPendingRequests(ctx: Context): Promise<number | null> {
  const { actor, environment } = ctx;
  if (actor.type !== "admin" || !can(ctx, "approvals:decide")) return null;
  const [row] = await queryRows<{ count: number }>(Prisma.sql`
    SELECT count(*)::int AS count FROM (
      SELECT FROM approval_request
      WHERE environment_id = ${environment.id}::uuid AND state = 'pending' AND expires_at > now()
        AND requested_by_id <> ${actor.id}::uuid
      LIMIT ${MOST_PENDING}) waiting`);
  return row?.count ?? 0;
}
