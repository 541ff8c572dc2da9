import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { RequestInfo } from "@/lib/core/context";
import { keyedHash } from "@/lib/core/crypto";
import { db, inTransaction } from "@/lib/core/db";
import { hashPassword, isOutdatedHash, verifyPassword as isPasswordOf } from "@/lib/core/password-hash";
import { countUse, isWithinLimit } from "@/lib/core/rate-limit";
import { acceptTemporaryPassword } from "./accept-temporary-password";
import { completeSignIn } from "./complete-sign-in";
import type { Flow } from "./find-flow";
import { flowContext } from "./flow-context";
import { recordFailure, recordLockMet } from "./record-failure";
import { requestPasswordReset } from "./request-password-reset";
import { type Attempt, reserveAttempt } from "./reserve-attempt";
import { saveFlow } from "./save-flow";
import { sendFlowCode } from "./send-flow-code";
import { upgradePasswordHash } from "./upgrade-password-hash";

const FAILURES_BY_ADDRESS = { limit: 100, windowSeconds: 15 * 60 };
const TOO_MANY = "Too many attempts from your network. Wait a quarter of an hour, then try again.";
const WRONG = "This does not match. Check what you typed, or whether the account goes by another name.";

let standIn: Promise<string> | undefined;

/** Checks the password of the flow's identifier; an account that does not exist takes the same way and time. */
export async function verifyPassword(
  flow: Flow,
  request: RequestInfo,
  { password }: { password: string },
): Promise<Flow> {
  const identifier = flow.state.identifier;
  if (!identifier) return flow;
  const addressKey = `sign-in-failures:${flow.environment.id}:${keyedHash(request.ip ?? "", "rate limit")}`;
  if (request.ip && !(await isWithinLimit(addressKey, FAILURES_BY_ADDRESS))) {
    return saveFlow(flow, { errors: { form: TOO_MANY } });
  }
  const attempt = await reserveAttempt(flow, identifier);
  if (attempt.number === null) return recordLockMet(flow, request, attempt);

  standIn ??= hashPassword("the password of nobody");
  const known = attempt.passwordHash ?? (await standIn);
  const isRight = await isPasswordOf(known, password);
  // Right or wrong, so that an old, cheaper hash does not answer sooner than an account that does not exist.
  const newer = isOutdatedHash(known) ? await hashPassword(password) : null;
  if (!isRight || !attempt.userId || !attempt.identityId || !attempt.passwordHash) {
    if (request.ip) await countUse(addressKey, FAILURES_BY_ADDRESS);
    const reason = attempt.userId ? "Wrong password" : "No account of this name";
    return recordFailure(flow, request, attempt, { reason, errors: { password: WRONG } });
  }
  if (newer) await upgradePasswordHash(attempt.userId, known, newer);
  return acceptPassword(flow, request, {
    ...attempt,
    userId: attempt.userId,
    identityId: attempt.identityId,
  });
}

type Known = Attempt & { userId: string; identityId: string };

const PASSWORD_WAS_RESET = "Your password was reset. Enter the code from your mail, then choose a new one.";

async function acceptPassword(flow: Flow, request: RequestInfo, known: Known): Promise<Flow> {
  const { userId, identityId, subject } = known;
  const ctx = flowContext(flow, request, userId);
  const learned = {
    intent: "sign-in",
    isPasswordRight: true,
    userId,
    identityId,
    isSuspended: false,
    isNewPasswordNeeded: false,
  } as const;
  if (known.isActive && known.isNewPasswordRequired) {
    if (known.isTemporary) return acceptTemporaryPassword(flow, request, known);
    const { identifier = "" } = flow.state;
    return requestPasswordReset(flow, request, { identifier }, PASSWORD_WAS_RESET);
  }
  if (known.isActive && !known.isUnprovenEmail) {
    const isDone = await completeSignIn(flow, ctx, { userId, identityId, subject }, "password");
    if (isDone) return { ...flow, userId, state: { ...flow.state, ...learned, isCodeRight: true } };
  } else if (known.isActive) {
    const email = await db.identity.findUniqueOrThrow({ where: { id: identityId }, select: { value: true } });
    return sendFlowCode({ ...flow, userId }, request, { email: email.value, ...learned, isCodeNeeded: true });
  }
  return inTransaction(ctx, async (tx) => {
    await tx.lockout.deleteMany({ where: { environmentId: flow.environment.id, subject } });
    await recordEvent(tx, ctx, {
      type: "authentication.refused",
      target: { type: "user", id: userId },
      reason: known.isActive ? "The user's organizations are suspended" : "The user is suspended",
    });
    return saveFlow(flow, { ...learned, isSuspended: true }, tx);
  });
}
