import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { requireDeletedUser } from "@/lib/deleted-users/require-deleted-user";
import { requireTarget } from "@/lib/users/guard-target";
import { judgeDecider } from "./judge-decider";
import { type PendingRequest, requirePendingRequest } from "./require-request";

/** A pending request that this member of the team may decide: asked by another, and a deed that they may do themselves. */
export async function requireDecidable(tx: Tx, ctx: Context, requestId: string): Promise<PendingRequest> {
  const request = await requirePendingRequest(tx, ctx, requestId);
  const flaw = judgeDecider(ctx, { ...request, kind: request.kept.kind });
  if (flaw) throw new AppError("forbidden", flaw);
  // Only an owner decides about an owner. That the user is gone is the deed's own to say.
  const requireUser = request.kept.kind === "erase_user" ? requireDeletedUser : requireTarget;
  await requireUser(tx, ctx, request.userId).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
  });
  return request;
}
