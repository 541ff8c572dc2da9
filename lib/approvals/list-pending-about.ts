import "server-only";
import type { Context } from "@/lib/core/context";
import { isId } from "@/lib/core/ids";
import { queryRows } from "@/lib/core/query-rows";
import { Prisma } from "@/prisma/generated/client";
import { type StoredRequest, toApprovalRows } from "./approval-rows";
import { approvalsInSight } from "./can-see-approvals";
import type { ApprovalRow } from "./schema";

const MOST_SHOWN = 10;

/**
 * What waits for a decision about one user, newest first, so that nobody asks for it again: for all who see approvals, also where
 * they may not open another's request. Nothing for others.
 */
export async function listPendingAbout(
  ctx: Context,
  userId: string,
): Promise<(ApprovalRow & { canOpen: boolean })[]> {
  const sight = approvalsInSight(ctx);
  if (!sight || !isId(userId)) return [];
  const found = await queryRows<StoredRequest>(Prisma.sql`
    SELECT id, deed, input, state::text AS state, user_id AS "userId", requested_by_id AS "requestedById",
      created_at AS "createdAt", expires_at AS "expiresAt"
    FROM approval_request
    WHERE user_id = ${userId}::uuid AND environment_id = ${ctx.environment.id}::uuid AND state = 'pending'
      AND expires_at > now()
    ORDER BY id DESC LIMIT ${MOST_SHOWN}`);
  const rows = await toApprovalRows(found);
  const readerId = "id" in ctx.actor ? ctx.actor.id : null;
  return rows.map((row) => ({ ...row, canOpen: sight === "all" || row.requestedBy.id === readerId }));
}
