import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { CallerVerified, Context } from "@/lib/core/context";
import { decrypt, isEqualConstantTime } from "@/lib/core/crypto";
import { db, inTransaction, type Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { spendTotpStep } from "@/lib/mfa/spend-totp-step";
import { findTotpStep } from "@/lib/mfa/totp";
import { assertCanSupport } from "@/lib/support/assert-can-support";
import { lockUser } from "@/lib/users/lock-user";
import { callerCodeHash } from "./caller-code";
import { assertFewFailures, countCallerFailure } from "./caller-failures";
import { requireCaller } from "./require-caller";
import type { verifyCallerInput } from "./schema";

type Check = {
  id: string;
  method: CallerVerified["method"];
  contactId: string;
  codeHash: string | null;
  attemptsLeft: number;
};

/** Takes the code that a caller has read back. A try is paid for before anything is compared. */
export async function verifyCaller(
  ctx: Context,
  input: z.output<typeof verifyCallerInput>,
): Promise<CallerVerified> {
  assertCanSupport(ctx);
  const { userId, checkId, code } = input;
  await assertFewFailures(ctx);
  const check = await spendTry(ctx, userId, checkId);
  // Within the agent's reach and still the user's: asked anew, as both can have changed since the code was sent.
  const redeem = await compare(check, code);
  const verified =
    redeem &&
    (await inTransaction(ctx, async (tx) => {
      await requireCaller(tx, ctx, { userId, contactId: check.contactId });
      // Changes of the user's identities and second factors take turns with this.
      await lockUser(tx, ctx, userId);
      if (!(await redeem(tx))) return null;
      const at = new Date();
      const { count } = await tx.callerCheck.updateMany({
        where: { id: check.id, verifiedAt: null },
        data: { verifiedAt: at },
      });
      if (count === 0) return null;
      const verified: CallerVerified = { method: check.method, at, contactId: check.contactId };
      await recordEvent(tx, ctx, {
        type: "caller.verified",
        target: { type: "user", id: userId },
        after: verified,
      });
      return verified;
    }));
  return verified || refuse(ctx, userId, check);
}

/** One atomic statement: with five tries there are five comparisons, however many requests run at once. */
async function spendTry(ctx: Context, userId: string, checkId: string): Promise<Check> {
  const { actor, environment } = ctx;
  if (actor.type !== "admin" || !isId(userId) || !isId(checkId)) throw notFoundError("code");
  const [check] = await db.$queryRaw<Check[]>`
    UPDATE caller_check c SET attempts_left = attempts_left - 1
    WHERE c.id = ${checkId}::uuid AND c.user_id = ${userId}::uuid AND c.agent_id = ${actor.id}::uuid
      AND c.environment_id = ${environment.id}::uuid
      AND attempts_left > 0 AND verified_at IS NULL AND expires_at > now()
      AND NOT EXISTS (SELECT FROM caller_check newer
        WHERE newer.user_id = c.user_id AND newer.agent_id = c.agent_id AND newer.id > c.id)
    RETURNING id, method, contact_id AS "contactId", code_hash AS "codeHash", attempts_left AS "attemptsLeft"`;
  if (check) return check;
  const where = { id: checkId, userId, agentId: actor.id, environmentId: environment.id };
  if ((await db.callerCheck.count({ where })) === 0) throw notFoundError("code");
  throw codeError("This code does not work any more. Send a new one.");
}

/** What uses a right code up; null for a wrong one. */
async function compare(check: Check, code: string): Promise<((tx: Tx) => Promise<boolean>) | null> {
  if (check.method !== "authenticator") {
    const isRight =
      check.codeHash !== null && isEqualConstantTime(check.codeHash, callerCodeHash(check.id, code));
    return isRight ? async () => true : null;
  }
  const factor = await db.mfaFactor.findUnique({
    where: { id: check.contactId },
    select: { secret: true },
  });
  const step = factor?.secret ? await findTotpStep(decrypt(factor.secret), code) : null;
  return step === null ? null : (tx) => spendTotpStep(tx, check.contactId, step);
}

async function refuse(ctx: Context, userId: string, check: Check): Promise<never> {
  await countCallerFailure(ctx);
  await inTransaction(ctx, (tx) =>
    recordEvent(tx, ctx, {
      type: "caller.verification_failed",
      target: { type: "user", id: userId },
      after: { method: check.method, contactId: check.contactId, triesLeft: check.attemptsLeft },
    }),
  );
  const tries = check.attemptsLeft;
  const left =
    tries === 0 ? "Send a new one." : tries === 1 ? "One more try is left." : `${tries} more tries are left.`;
  throw codeError(
    check.method === "authenticator"
      ? `This code is not right, or was used already. ${left}`
      : `This code is not right. ${left}`,
  );
}

function codeError(message: string): AppError {
  return new AppError("validation", message, { code: message });
}
