import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { RequestInfo } from "@/lib/core/context";
import { isEqualConstantTime } from "@/lib/core/crypto";
import { db, inTransaction } from "@/lib/core/db";
import { recoverySubject } from "@/lib/core/lockout-subject";
import type { Flow } from "./find-flow";
import { codeHash } from "./flow-code";
import { flowContext } from "./flow-context";
import { recordFailure, recordLockMet } from "./record-failure";
import { strangerSubject } from "./reserve-attempt";
import { reserveSubject } from "./reserve-subject";
import { saveFlow } from "./save-flow";
import { REFUSAL_REASONS } from "./sign-in-rules";
import { redeemOnce, SPENT_CODE, spendTry, WRONG_CODE } from "./spend-try";

/** Checks the code that was mailed for a new password; a right one opens the page where that is chosen. */
export async function verifyRecoveryCode(
  flow: Flow,
  request: RequestInfo,
  { code }: { code: string },
): Promise<Flow> {
  const newest = await db.verificationCode.findFirst({
    where: { flowId: flow.id, environmentId: flow.environment.id, purpose: "reset_password" },
    orderBy: { id: "desc" },
    select: { userId: true },
  });
  const userOf = newest?.userId ?? null;
  const subject = recoverySubject(userOf ?? strangerSubject(flow.state.identifier ?? ""));
  const attempt = await reserveSubject(flow, subject, userOf);
  if (attempt.number === null) return recordLockMet(flow, request, attempt);
  const candidate = await spendTry(flow, "reset_password");
  if (!candidate || !isEqualConstantTime(candidate.codeHash, codeHash(flow.id, code))) {
    const errors = { code: candidate ? WRONG_CODE : SPENT_CODE };
    return recordFailure(flow, request, attempt, { reason: "Wrong code", errors });
  }
  const { userId } = candidate;
  const ctx = flowContext(flow, request, userId);
  const after = await inTransaction(ctx, async (tx) => {
    const mailboxId = flow.state.recoveryIdentityId;
    if (!userId || !mailboxId || !(await redeemOnce(tx, candidate.id))) return null;
    const user = await tx.user.findFirst({
      where: {
        ...{ id: userId, environmentId: flow.environment.id, status: { not: "deleted" } },
        identities: { some: { id: mailboxId, claim: { not: null } } },
      },
      select: { status: true },
    });
    if (!user) return null;
    await tx.lockout.deleteMany({
      where: { environmentId: flow.environment.id, subject: attempt.subject },
    });
    const isSuspended = user.status === "suspended";
    if (isSuspended) {
      await recordEvent(tx, ctx, {
        type: "authentication.refused",
        target: { type: "user", id: userId },
        reason: REFUSAL_REASONS["user-suspended"],
      });
    }
    const proven = { isRecoveryProven: true, provenAt: new Date().toISOString(), lockedUntil: undefined };
    const refusal = isSuspended ? "user-suspended" : undefined;
    return saveFlow(flow, { ...proven, refusal, userId }, tx);
  });
  if (after) return after;
  return recordFailure(flow, request, attempt, { reason: "Code used already", errors: { code: SPENT_CODE } });
}
