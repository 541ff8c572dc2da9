import "server-only";
import type { RequestInfo } from "@/lib/core/context";
import { keyedHash } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { hashPassword, isOutdatedHash, verifyPassword as isPasswordOf } from "@/lib/core/password-hash";
import { countUse } from "@/lib/core/rate-limit";
import { acceptTemporaryPassword } from "./accept-temporary-password";
import type { Flow } from "./find-flow";
import { findStandIn } from "./find-stand-in";
import { flowContext } from "./flow-context";
import { recordFailure, recordLockMet } from "./record-failure";
import { PASSWORD_WAS_RESET, requestPasswordReset } from "./request-password-reset";
import { type Attempt, reserveAttempt } from "./reserve-attempt";
import { saveFlow } from "./save-flow";
import { sendFlowCode } from "./send-flow-code";
import { settleSignIn } from "./settle-sign-in";
import { judgeAccount } from "./sign-in-rules";
import { upgradePasswordHash } from "./upgrade-password-hash";

const FAILURES_BY_ADDRESS = { limit: 100, windowSeconds: 15 * 60 };
const TOO_MANY = "Too many attempts from your network. Wait a quarter of an hour, then try again.";
// The same for every name, so that it tells nothing of any account; who was reset has to learn the way from it.
const WRONG =
  "This does not match. Check what you typed, or whether the account goes by another name. If the password was forgotten or reset, choose “Forgot password?”.";

/** Checks the password of the flow's identifier; an account that does not exist takes the same way and time. */
export async function verifyPassword(
  flow: Flow,
  request: RequestInfo,
  { password }: { password: string },
): Promise<Flow> {
  const identifier = flow.state.identifier;
  if (!identifier) return flow;
  const key = request.ip && `sign-in-failures:${flow.environment.id}:${keyedHash(request.ip, "rate limit")}`;
  const limited = key ? { ...FAILURES_BY_ADDRESS, key } : undefined;
  const attempt = await reserveAttempt(flow, identifier, limited);
  if (!attempt.isWithinLimit) return saveFlow(flow, { errors: { form: TOO_MANY } });
  if (attempt.number === null) return recordLockMet(flow, request, attempt);

  const standIn = await findStandIn(flow.environment.id, identifier);
  const known = attempt.passwordHash ?? standIn;
  const isRight = await isPasswordOf(known, password);
  // Right or wrong, so that an old, cheaper hash does not answer sooner than an account that does not exist.
  const newer = isOutdatedHash(known) ? await hashPassword(password) : null;
  if (!isRight || !attempt.userId || !attempt.identityId || !attempt.passwordHash) {
    if (key) await countUse(key, FAILURES_BY_ADDRESS);
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

async function acceptPassword(flow: Flow, request: RequestInfo, known: Known): Promise<Flow> {
  const { userId, identityId, subject } = known;
  const verdict = judgeAccount({ ...known, isLocked: false });
  if (verdict === "temporary-password") return acceptTemporaryPassword(flow, request, known);
  if (verdict === "password-reset") {
    const { identifier = "" } = flow.state;
    return requestPasswordReset(flow, request, { identifier }, PASSWORD_WAS_RESET);
  }
  if (verdict === "prove-address") {
    const email = await db.identity.findUniqueOrThrow({ where: { id: identityId }, select: { value: true } });
    return sendFlowCode({ ...flow, userId }, request, {
      email: email.value,
      intent: "sign-in",
      isPasswordRight: true,
      isCodeNeeded: true,
      userId,
      identityId,
    });
  }
  const ctx = flowContext(flow, request, userId);
  return settleSignIn(flow, ctx, { userId, identityId, subject, method: "password" });
}
