import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import type { Prisma } from "@/prisma/generated/client";
import { approvalRowSelect, toApprovalRows } from "./approval-rows";
import { visibleRequests } from "./can-see-approvals";
import { APPROVAL_STATES, type ApprovalListParams, type ApprovalRow, type ApprovalState } from "./schema";

const ON_A_PAGE = 50;

/** A page of the requests that the reader may see, newest first. Ids are cursors. */
export async function listRequests(
  ctx: Context,
  { cursor, direction, filters }: ApprovalListParams,
): Promise<{ rows: ApprovalRow[]; next: string | null; previous: string | null }> {
  const visible = visibleRequests(ctx);
  const after = isId(cursor) ? cursor : null;
  const isBackward = after !== null && direction === "previous";
  const states = APPROVAL_STATES.filter((state) => filters.state.includes(state));
  const found = await db.approvalRequest.findMany({
    where: {
      ...visible,
      ...(states.length > 0 && { OR: states.map(inState) }),
      ...(after && { id: isBackward ? { gt: after } : { lt: after } }),
    },
    orderBy: { id: isBackward ? "asc" : "desc" },
    take: ON_A_PAGE + 1,
    select: approvalRowSelect,
  });
  const hasMore = found.length > ON_A_PAGE;
  const shown = found.slice(0, ON_A_PAGE);
  const rows = await toApprovalRows(isBackward ? shown.toReversed() : shown);
  const [first, last] = [rows.at(0), rows.at(-1)];
  return {
    rows,
    next: last && (isBackward || hasMore) ? last.id : null,
    previous: first && (isBackward ? hasMore : after) ? first.id : null,
  };
}

// A request whose hours are over is expired, also before the job has said so.
function inState(state: ApprovalState): Prisma.ApprovalRequestWhereInput {
  const now = new Date();
  if (state === "pending") return { state, expiresAt: { gt: now } };
  if (state === "expired") return { OR: [{ state }, { state: "pending", expiresAt: { lte: now } }] };
  return { state };
}
