import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { approvalRowSelect, toApprovalRows } from "./approval-rows";
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
  const found = await db.approvalRequest.findMany({
    where: { userId, environmentId: ctx.environment.id, state: "pending", expiresAt: { gt: new Date() } },
    orderBy: { id: "desc" },
    take: MOST_SHOWN,
    select: approvalRowSelect,
  });
  const rows = await toApprovalRows(found);
  const readerId = "id" in ctx.actor ? ctx.actor.id : null;
  return rows.map((row) => ({ ...row, canOpen: sight === "all" || row.requestedBy.id === readerId }));
}
