import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { RequestInfo } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { mfaSubject } from "@/lib/core/lockout-subject";
import { checkMfaCode } from "./check-mfa-code";
import type { Flow } from "./find-flow";
import { findMfaStep, type MfaStep } from "./find-mfa-step";
import { flowContext } from "./flow-context";
import { passMfa } from "./pass-mfa";
import { recordFailure, recordLockMet } from "./record-failure";
import { reserveSubject } from "./reserve-subject";

const REASONS = {
  authenticator: "Wrong code of the authenticator app",
  email: "Wrong code of the second factor by email",
  sms: "Wrong code of the second factor by SMS",
  passkey: "Passkey not accepted",
  recovery_code: "Wrong recovery code",
} as const;
const WRONG_CODE = "This code is not right, or was used already. Wait for a new one and try again.";
const WRONG_RECOVERY_CODE = "This is not a recovery code of yours, or it was used already.";

/**
 * Takes the code of a second factor: proves it, or sets it up when the user has none here yet. A try is paid for before
 * anything is compared, and the count is not the password's, so that typing the password again buys no new tries.
 */
export async function verifyMfaCode(
  flow: Flow,
  request: RequestInfo,
  { code }: { code: string },
): Promise<Flow> {
  const step = await findMfaStep(flow);
  if (!step?.need || !step.method) return flow;
  const { need, method, userId } = step;
  const attempt = await reserveSubject(flow, mfaSubject(userId), userId);
  if (attempt.number === null) return recordLockMet(flow, request, attempt);
  const checked = await checkMfaCode(flow, { ...step, need }, code);
  const errors = { code: method === "recovery_code" ? WRONG_RECOVERY_CODE : WRONG_CODE };
  if ("flaw" in checked) return recordFailure(flow, request, attempt, { reason: REASONS[method], errors });

  const ctx = flowContext(flow, request, userId);
  const after = await inTransaction(ctx, async (tx) => {
    // Held until the end: what the step asks for cannot change between here and the proof.
    await tx.$queryRaw`SELECT id FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
    const now = await findMfaStep(flow, tx);
    if (!isSameNeed(step, now) || !(await checked.redeem(tx))) return null;
    if (need.kind !== "challenge") {
      await tx.user.update({ where: { id: userId }, data: { mfaOptedOutAt: null }, select: { id: true } });
    }
    if (need.kind !== "challenge" || method === "recovery_code") {
      await recordEvent(tx, ctx, {
        type: method === "recovery_code" ? "user.recovery_code_used" : "user.mfa_enrolled",
        target: { type: "user", id: userId },
        organizationId: need.scope ?? undefined,
        after: method === "recovery_code" ? undefined : { method },
      });
    }
    return passMfa(flow, { ...ctx, tx }, { ...step, need, method });
  });
  return (
    after ?? recordFailure(flow, request, attempt, { reason: `${REASONS[method]}, or used already`, errors })
  );
}

function isSameNeed(before: MfaStep, now: MfaStep | null): boolean {
  return now?.need?.kind === before.need?.kind && now?.need?.scope === before.need?.scope;
}
