import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context, RequestInfo } from "@/lib/core/context";
import { decrypt, isEqualConstantTime } from "@/lib/core/crypto";
import { inTransaction, type Tx } from "@/lib/core/db";
import { createSignedUpUser } from "./create-signed-up-user";
import type { Flow } from "./find-flow";
import { codeHash } from "./flow-code";
import { flowContext } from "./flow-context";
import { nextStep } from "./next-step";
import { recordFailure, recordLockMet } from "./record-failure";
import { reserveAttempt } from "./reserve-attempt";
import { settleSignIn } from "./settle-sign-in";
import type { PendingSignUp } from "./sign-up";
import { redeemOnce, SPENT_CODE, spendTry, WRONG_CODE } from "./spend-try";
import { verifyRecoveryCode } from "./verify-recovery-code";

/** Checks the mailed code; when it is right the account is made, or its address proven, and the sign-in complete. */
export async function verifyCode(
  flow: Flow,
  request: RequestInfo,
  { code }: { code: string },
): Promise<Flow> {
  // What the flow waits for is looked at without its lock: the attempt itself meets that.
  if (nextStep({ ...flow.state, lockedUntil: undefined }) !== "code") return flow;
  if (flow.state.intent === "recover") return verifyRecoveryCode(flow, request, { code });
  const email = flow.state.values.codeSentTo;
  if (!email) return flow;
  const attempt = await reserveAttempt(flow, email);
  if (attempt.number === null) return recordLockMet(flow, request, attempt);
  const candidate = await spendTry(flow, "prove_email");
  if (!candidate || !isEqualConstantTime(candidate.codeHash, codeHash(flow.id, code))) {
    const errors = { code: candidate ? WRONG_CODE : SPENT_CODE };
    return recordFailure(flow, request, attempt, { reason: "Wrong code", errors });
  }
  const ctx = flowContext(flow, request);
  const after = await inTransaction(ctx, async (tx) => {
    if (!(await redeemOnce(tx, candidate.id))) return null;
    return redeemCode(tx, flow, ctx, attempt.subject);
  });
  if (after) return after;
  const errors = { code: SPENT_CODE };
  return recordFailure(flow, request, attempt, { reason: "Code used already", errors });
}

async function redeemCode(tx: Tx, flow: Flow, ctx: Context, subject: string): Promise<Flow | null> {
  if (flow.state.intent === "sign-up") {
    if (!flow.state.sealedSignUp) return null;
    // Sealed by lib/sign-in/sign-up.ts, in this shape.
    const pending: PendingSignUp = JSON.parse(decrypt(flow.state.sealedSignUp));
    const { orgCode, ...user } = await createSignedUpUser(tx, ctx, flow, pending);
    const actor = { type: "user", id: user.userId } as const;
    const proven = { ...user, subject, method: "code" } as const;
    return settleSignIn(flow, { ...ctx, actor, tx }, proven, {
      identifier: pending.email,
      isCodeNeeded: true,
      orgCode,
    });
  }
  const { userId, state } = flow;
  if (!userId || !state.identityId || !state.isPasswordRight) return null;
  const { count } = await tx.identity.updateMany({
    where: { id: state.identityId, userId, claim: { not: null }, verifiedAt: null },
    data: { verifiedAt: new Date() },
  });
  if (count === 1) {
    await recordEvent(tx, ctx, {
      type: "identity.verified",
      target: { type: "identity", id: state.identityId },
      userId,
    });
  }
  // It was proven already, or it was taken from the account meanwhile.
  const where = { id: state.identityId, userId, claim: { not: null } };
  if (count === 0 && (await tx.identity.count({ where })) === 0) return null;
  const proven = { userId, identityId: state.identityId, subject, method: "code" } as const;
  return settleSignIn(flow, { ...ctx, tx }, proven);
}
