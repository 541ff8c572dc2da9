import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { RequestInfo } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { type LockKind, lockKindOf } from "@/lib/core/lockout-subject";
import type { Flow } from "./find-flow";
import { flowContext } from "./flow-context";
import type { FlowState } from "./flow-state";
import type { Attempt } from "./reserve-attempt";
import { saveFlow } from "./save-flow";

const LOCKS = {
  "sign-in": {
    type: "user.locked",
    attempts: "failed attempts",
    met: "The account is locked after failed attempts",
  },
  "reset-codes": {
    type: "user.reset_codes_locked",
    attempts: "wrong codes for a new password; this does not lock the password",
    met: "No codes for a new password are taken after wrong ones",
  },
  "second-factors": {
    type: "user.second_factors_locked",
    attempts: "wrong second factors",
    met: "No second factors are taken after wrong ones",
  },
} as const satisfies Record<LockKind, unknown>;

export type Failure = { reason: string; errors: FlowState["errors"] };

/** Records an attempt that failed; the last one that was allowed locks what was tried. */
export async function recordFailure(
  flow: Flow,
  request: RequestInfo,
  attempt: Attempt,
  { reason, errors }: Failure,
): Promise<Flow> {
  const ctx = flowContext(flow, request, attempt.userId);
  const target = attempt.userId ? { type: "user", id: attempt.userId } : undefined;
  return inTransaction(ctx, async (tx) => {
    await recordEvent(tx, ctx, { type: "authentication.failed", target, reason });
    if (attempt.number === null || attempt.number < flow.rules.lockoutMaxAttempts) {
      return saveFlow(flow, { errors }, tx);
    }
    const [lock] = await tx.$queryRaw<{ lockedUntil: Date }[]>`
      UPDATE lockout SET locked_until = updated_at + make_interval(mins => ${flow.rules.lockoutMinutes}::int)
      WHERE environment_id = ${flow.environment.id}::uuid AND subject = ${attempt.subject}
        AND failed_attempts >= ${flow.rules.lockoutMaxAttempts}::int AND locked_until IS NULL
      RETURNING locked_until AS "lockedUntil"`;
    // No row: a right password, sent at the same moment, has cleared the count.
    if (!lock) return saveFlow(flow, { errors }, tx);
    const lockOf = lockKindOf(attempt.subject);
    await recordEvent(tx, ctx, {
      type: LOCKS[lockOf].type,
      target,
      reason: `${flow.rules.lockoutMaxAttempts} ${LOCKS[lockOf].attempts}`,
      after: { lockedUntil: lock.lockedUntil },
    });
    return saveFlow(flow, { lockedUntil: lock.lockedUntil.toISOString(), lockOf }, tx);
  });
}

/** Records that nothing was checked, because what was tried is locked. */
export async function recordLockMet(flow: Flow, request: RequestInfo, attempt: Attempt): Promise<Flow> {
  const ctx = flowContext(flow, request, attempt.userId);
  const lockOf = lockKindOf(attempt.subject);
  const inMinutes = Date.now() + flow.rules.lockoutMinutes * 60_000;
  const until =
    attempt.lockedUntil && attempt.lockedUntil > new Date() ? attempt.lockedUntil : new Date(inMinutes);
  return inTransaction(ctx, async (tx) => {
    await recordEvent(tx, ctx, {
      type: "authentication.refused",
      target: attempt.userId ? { type: "user", id: attempt.userId } : undefined,
      reason: LOCKS[lockOf].met,
    });
    return saveFlow(flow, { lockedUntil: until.toISOString(), lockOf }, tx);
  });
}
