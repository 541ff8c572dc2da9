import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { findAdminRights } from "@/lib/permissions/find-admin-rights";
import { endRequest } from "./end-request";
import { requireDecidable } from "./require-decidable";
import type { PendingRequest } from "./require-request";
import { runKeptDeed } from "./run-kept-deed";
import { type approveRequestInput, GUARDED_AS } from "./schema";

/** What came of an approval; `link` is that of a hand-over, shown to who approved and kept nowhere. */
export type Decided = { state: "approved"; link: string | null } | Failed;
/** `heldById` is who has what was asked for. */
type Failed = { state: "failed"; failure: string; heldById?: string };

/**
 * Approves a request: what was asked runs in the same transaction, through the same verb, as who asked and with the rights
 * that they have now. If that is refused, nothing of it stays, the request has failed, and who approved is told why.
 */
export async function approveRequest(
  ctx: Context,
  { requestId }: z.output<typeof approveRequestInput>,
): Promise<Decided> {
  assertCan(ctx, "approvals:decide");
  return inTransaction(ctx, async (tx) => {
    const request = await requireDecidable(tx, ctx, requestId);
    const decided = await runOrFail(tx, ctx, request);
    await endRequest(tx, ctx, request, decided);
    await recordEvent(tx, ctx, {
      type: decided.state === "approved" ? "approval.approved" : "approval.failed",
      target: { type: "approval", id: request.id },
      userId: request.userId,
      after: {
        kind: request.kept.kind,
        requestedById: request.requestedById,
        ...("failure" in decided && { failure: decided.failure }),
        ...("heldById" in decided && { heldById: decided.heldById }),
      },
    });
    return decided;
  });
}

async function runOrFail(tx: Tx, ctx: Context, request: PendingRequest): Promise<Decided> {
  const { id, kept, userId, requestedById, passwordHash, caller } = request;
  const requester = await findAdminRights(requestedById, { tx });
  if (!requester) {
    return { state: "failed", failure: "Who asked for this is no active member of the team any more." };
  }
  if (ctx.actor.type !== "admin")
    throw new AppError("forbidden", "Only a member of the team can decide this.");
  const approval = {
    ...{ requestId: id, deed: GUARDED_AS[kept.kind], userId, requestedById, caller },
    approvedById: ctx.actor.id,
  };
  // Who asked does it, but from no place of theirs: address and browser are those of who approved.
  const asked = { actor: requester, request: { ...ctx.request, ip: null, userAgent: null } };
  await tx.$executeRaw`SAVEPOINT approved_deed`;
  try {
    const link = await runKeptDeed({ ...ctx, ...asked, tx, approval }, kept, passwordHash);
    return { state: "approved", link };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT approved_deed`;
    return failedBy(error);
  }
}

// Kept in the request and, for good, in the log: a sentence that names somebody would outlive their erasure there.
function failedBy({ code, message, fields = {}, subject }: AppError): Failed {
  if (subject) {
    const failure = "Another user has what was asked for by now.";
    return { state: "failed", failure, heldById: subject.id };
  }
  const failure =
    code === "forbidden"
      ? `Who asked for this may not do it any more. ${message}`
      : [message, ...Object.values(fields)].join(" ");
  return { state: "failed", failure };
}
