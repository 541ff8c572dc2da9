import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { can } from "@/lib/permissions/assert-can";
import { approvalRowSelect, findPeople, kindOf, stateOf } from "./approval-rows";
import { visibleRequests } from "./can-see-approvals";
import { judgeDecider } from "./judge-decider";
import { type ApprovalDetails, requestSummary } from "./schema";

/** Everything about one request that the reader may see, and what they may do with it. Never what a password is. */
export async function getRequest(ctx: Context, requestId: string): Promise<ApprovalDetails> {
  const visible = visibleRequests(ctx);
  const found = isId(requestId)
    ? await db.approvalRequest.findFirst({
        where: { id: requestId, ...visible },
        select: {
          ...approvalRowSelect,
          ...{
            summary: true,
            reason: true,
            callerMethod: true,
            callerVerifiedAt: true,
            callerContactId: true,
          },
          ...{ decidedById: true, decidedAt: true, decisionReason: true, failure: true },
        },
      })
    : null;
  if (!found) throw notFoundError("request");
  const { callerMethod, callerVerifiedAt, callerContactId, decidedById, requestedById, userId } = found;
  const person = await findPeople([userId, requestedById, ...(decidedById ? [decidedById] : [])]);
  const [kind, state] = [kindOf(found), stateOf(found)];
  const whyNot =
    state === "pending" && can(ctx, "approvals:decide")
      ? judgeDecider(ctx, { requestedById, userId, kind })
      : null;
  const isOwn = ctx.actor.type === "admin" && ctx.actor.id === requestedById;
  const { id, createdAt, expiresAt, reason, decidedAt, decisionReason, failure } = found;
  return {
    ...{ id, kind, state, createdAt, expiresAt, reason, decidedAt, decisionReason, failure },
    user: person(userId, "Deleted user"),
    requestedBy: person(requestedById, "A former admin"),
    summary: requestSummary.parse(found.summary),
    caller:
      callerMethod && callerVerifiedAt && callerContactId
        ? { method: callerMethod, at: callerVerifiedAt, contactId: callerContactId }
        : null,
    decidedBy: decidedById ? person(decidedById, "A former admin") : null,
    canDecide: state === "pending" && can(ctx, "approvals:decide") && whyNot === null,
    whyNot,
    canCancel: state === "pending" && isOwn,
  };
}
