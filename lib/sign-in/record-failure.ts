import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { RequestInfo } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import type { Flow } from "./find-flow";
import { flowContext } from "./flow-context";
import type { FlowState } from "./flow-state";
import type { Attempt } from "./reserve-attempt";
import { saveFlow } from "./save-flow";

export type Failure = { reason: string; errors: FlowState["errors"] };

/** Records an attempt that failed; the last one that was allowed locks the account. */
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
    await recordEvent(tx, ctx, {
      type: "user.locked",
      target,
      reason: `${flow.rules.lockoutMaxAttempts} failed attempts`,
      after: { lockedUntil: lock.lockedUntil },
    });
    return saveFlow(flow, { lockedUntil: lock.lockedUntil.toISOString() }, tx);
  });
}

/** Records that nothing was checked, because the account is locked. */
export async function recordLockMet(flow: Flow, request: RequestInfo, attempt: Attempt): Promise<Flow> {
  const ctx = flowContext(flow, request, attempt.userId);
  const inMinutes = Date.now() + flow.rules.lockoutMinutes * 60_000;
  const until =
    attempt.lockedUntil && attempt.lockedUntil > new Date() ? attempt.lockedUntil : new Date(inMinutes);
  return inTransaction(ctx, async (tx) => {
    await recordEvent(tx, ctx, {
      type: "authentication.refused",
      target: attempt.userId ? { type: "user", id: attempt.userId } : undefined,
      reason: "The account is locked after failed attempts",
    });
    return saveFlow(flow, { lockedUntil: until.toISOString() }, tx);
  });
}
