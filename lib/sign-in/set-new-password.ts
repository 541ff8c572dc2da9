import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context, RequestInfo } from "@/lib/core/context";
import { db, inTransaction, type Tx } from "@/lib/core/db";
import { recoverySubject } from "@/lib/core/lockout-subject";
import { hashPassword, verifyPassword as isPasswordOf } from "@/lib/core/password-hash";
import { findPasswordFlaw } from "@/lib/core/password-policy";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { endSessions } from "@/lib/users/end-sessions";
import type { Flow } from "./find-flow";
import { flowContext } from "./flow-context";
import { type FlowState, START_AGAIN } from "./flow-state";
import { nextStep } from "./next-step";
import { saveFlow } from "./save-flow";
import { settleSignIn } from "./settle-sign-in";

/** Takes the new password of someone who has proven to be the account's owner, ends all other sessions, and signs in. */
export async function setNewPassword(
  flow: Flow,
  request: RequestInfo,
  { password }: { password: string },
): Promise<Flow> {
  const { userId } = flow;
  if (!userId || nextStep(flow.state) !== "new-password") return flow;
  const user = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      firstName: true,
      lastName: true,
      newPasswordRequiredAt: true,
      password: { select: { hash: true } },
      identities: { select: { id: true, value: true } },
    },
  });
  const flaw = await findPasswordFlaw(password, [
    user.firstName,
    user.lastName,
    ...user.identities.map(({ value }) => value),
    await getBusinessName(),
    flow.state.application?.name ?? "",
  ]);
  if (flaw) return saveFlow(flow, { errors: { password: flaw } });
  const { password: old, newPasswordRequiredAt } = user;
  if (old && newPasswordRequiredAt && (await isPasswordOf(old.hash, password))) {
    return saveFlow(flow, { errors: { password: "Choose a password other than the one before." } });
  }
  // The identity that was typed may be gone by now.
  const identity = user.identities.find(({ id }) => id === flow.state.identityId) ?? user.identities[0];
  if (!identity) return flow;

  const hash = await hashPassword(password);
  const ctx = flowContext(flow, request, userId);
  return inTransaction(ctx, async (tx) => {
    if (!(await claimFlow(tx, flow, userId))) return flow;
    const refused =
      (await findLostMailbox(tx, flow, userId)) ?? (await replacePassword(tx, flow, userId, hash));
    if (refused) return saveFlow(flow, refused, tx);
    await endSessions(tx, userId);
    return signIn(tx, flow, { ...ctx, tx }, { userId, identityId: identity.id });
  });
}

// The row stays locked until the end: of two forms sent at once, the second finds the flow finished.
async function claimFlow(tx: Tx, flow: Flow, userId: string): Promise<boolean> {
  const { count } = await tx.signInFlow.updateMany({
    where: { id: flow.id, environmentId: flow.environment.id, userId, step: "new-password" },
    data: { step: "new-password" },
  });
  return count === 1;
}

// An admin who takes an address from an impostor must not find that a code mailed to it before still opens the account.
async function findLostMailbox(tx: Tx, flow: Flow, userId: string): Promise<Partial<FlowState> | null> {
  const { intent, recoveryIdentityId: id } = flow.state;
  if (intent !== "recover") return null;
  const isThere = id && (await tx.identity.count({ where: { id, userId, claim: { not: null } } })) > 0;
  return isThere ? null : START_AGAIN;
}

// Says what the flow learns when the password may not be set any more, because an admin was a moment quicker.
async function replacePassword(
  tx: Tx,
  flow: Flow,
  userId: string,
  hash: string,
): Promise<Partial<FlowState> | null> {
  const now = new Date();
  const { count } = await tx.user.updateMany({
    where: {
      id: userId,
      environmentId: flow.environment.id,
      status: "active",
      OR: [{ sessionsEndedAt: null }, { sessionsEndedAt: { lt: new Date(flow.state.provenAt ?? 0) } }],
    },
    data: { sessionsEndedAt: now, newPasswordRequiredAt: null, updatedAt: now },
  });
  if (count === 0) {
    const isActive = await tx.user.count({ where: { id: userId, status: "active" } });
    return isActive ? START_AGAIN : { refusal: "user-suspended" };
  }
  const fresh = { hash, changedAt: now, isTemporary: false, temporaryExpiresAt: null, temporaryUsedAt: null };
  await tx.password.upsert({
    where: { userId },
    create: { userId, ...fresh },
    update: fresh,
    select: { userId: true },
  });
  return null;
}

async function signIn(
  tx: Tx,
  flow: Flow,
  ctx: Context,
  { userId, identityId }: { userId: string; identityId: string },
): Promise<Flow> {
  await tx.lockout.deleteMany({
    where: { environmentId: flow.environment.id, subject: { in: [userId, recoverySubject(userId)] } },
  });
  await recordEvent(tx, ctx, { type: "user.password_set", target: { type: "user", id: userId } });
  const method = flow.state.intent === "recover" ? "code" : "password";
  // The password is theirs to change even where it opens nothing, because all their organizations are suspended.
  return settleSignIn(flow, ctx, { userId, identityId, subject: userId, method });
}
