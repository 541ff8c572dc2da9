import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context, RequestInfo } from "@/lib/core/context";
import { decrypt, isEqualConstantTime } from "@/lib/core/crypto";
import { db, inTransaction, type Tx } from "@/lib/core/db";
import { completeSignIn } from "./complete-sign-in";
import { createSignedUpUser } from "./create-signed-up-user";
import type { Flow } from "./find-flow";
import { flowContext } from "./flow-context";
import { nextStep } from "./next-step";
import { recordFailure, recordLockMet } from "./record-failure";
import { reserveAttempt } from "./reserve-attempt";
import { codeHash } from "./send-flow-code";
import type { PendingSignUp } from "./sign-up";

const WRONG = "This code is not right. Check the newest mail, or send a new code.";
const SPENT = "This code does not work any more. Send a new one.";

/** Checks the mailed code; when it is right the account is made, or its address proven, and the sign-in complete. */
export async function verifyCode(
  flow: Flow,
  request: RequestInfo,
  { code }: { code: string },
): Promise<Flow> {
  const email = flow.state.values.codeSentTo;
  if (!email || !["code", "locked"].includes(nextStep(flow.state))) return flow;
  const attempt = await reserveAttempt(flow, email);
  if (attempt.number === null) return recordLockMet(flow, request, attempt);
  const candidate = await spendTry(flow);
  if (!candidate || !isEqualConstantTime(candidate.codeHash, codeHash(flow.id, code))) {
    const errors = { code: candidate ? WRONG : SPENT };
    return recordFailure(flow, request, attempt, { reason: "Wrong code", errors });
  }
  const ctx = flowContext(flow, request);
  const signedIn = await inTransaction(ctx, async (tx) => {
    const { count } = await tx.verificationCode.updateMany({
      where: { id: candidate.id, usedAt: null },
      data: { usedAt: new Date() },
    });
    if (count === 0) return null;
    return redeemCode(tx, flow, ctx, attempt.subject);
  });
  if (!signedIn)
    return recordFailure(flow, request, attempt, { reason: "Code used already", errors: { code: SPENT } });
  return { ...flow, userId: signedIn, state: { ...flow.state, isCodeRight: true, errors: {} } };
}

// One try is spent before the comparison: with five tries, five comparisons, however many requests run at once.
async function spendTry(flow: Flow): Promise<{ id: string; codeHash: string } | undefined> {
  const [row] = await db.$queryRaw<{ id: string; codeHash: string }[]>`
    UPDATE verification_code SET attempts_left = attempts_left - 1
    WHERE id = (
        SELECT id FROM verification_code WHERE flow_id = ${flow.id} AND purpose = 'prove_email' ORDER BY id DESC LIMIT 1
      )
      AND environment_id = ${flow.environment.id}::uuid AND attempts_left > 0 AND used_at IS NULL AND expires_at > now()
    RETURNING id, code_hash AS "codeHash"`;
  return row;
}

async function redeemCode(tx: Tx, flow: Flow, ctx: Context, subject: string): Promise<string | null> {
  if (flow.state.intent === "sign-up") {
    if (!flow.state.sealedSignUp) return null;
    // Sealed by lib/sign-in/sign-up.ts, in this shape.
    const pending: PendingSignUp = JSON.parse(decrypt(flow.state.sealedSignUp));
    const user = await createSignedUpUser(tx, ctx, pending);
    const actor = { type: "user", id: user.userId } as const;
    await completeSignIn(flow, { ...ctx, actor, tx }, { ...user, subject }, "code");
    return user.userId;
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
  const isDone = await completeSignIn(
    flow,
    { ...ctx, tx },
    { userId, identityId: state.identityId, subject },
    "code",
  );
  return isDone ? userId : null;
}
