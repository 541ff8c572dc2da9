import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context, RequestInfo } from "@/lib/core/context";
import { db, inTransaction, type Tx } from "@/lib/core/db";
import { recoverySubject } from "@/lib/core/lockout-subject";
import { hashPassword } from "@/lib/core/password-hash";
import { findPasswordFlaw } from "@/lib/core/password-policy";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { endSessions } from "@/lib/users/end-sessions";
import { completeSignIn } from "./complete-sign-in";
import type { Flow } from "./find-flow";
import { flowContext } from "./flow-context";
import { nextStep } from "./next-step";
import { saveFlow } from "./save-flow";

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
    select: { firstName: true, lastName: true, identities: { select: { id: true, value: true } } },
  });
  const flaw = await findPasswordFlaw(password, [
    user.firstName,
    user.lastName,
    ...user.identities.map(({ value }) => value),
    await getBusinessName(),
    flow.state.application?.name ?? "",
  ]);
  if (flaw) return saveFlow(flow, { errors: { password: flaw } });
  // The identity that was typed may be gone by now.
  const identity = user.identities.find(({ id }) => id === flow.state.identityId) ?? user.identities[0];
  if (!identity) return flow;

  const hash = await hashPassword(password);
  const ctx = flowContext(flow, request, userId);
  return inTransaction(ctx, async (tx) => {
    if (!(await claimFlow(tx, flow, userId))) return flow;
    const now = new Date();
    const { count } = await tx.user.updateMany({
      where: { id: userId, environmentId: flow.environment.id, status: "active" },
      data: { sessionsEndedAt: now, updatedAt: now },
    });
    if (count === 0) return saveFlow(flow, { isSuspended: true }, tx);
    await tx.password.upsert({
      where: { userId },
      create: { userId, hash },
      update: { hash, changedAt: now },
      select: { userId: true },
    });
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
  await completeSignIn(flow, ctx, { userId, identityId, subject: userId }, "code");
  return {
    ...flow,
    userId,
    state: { ...flow.state, intent: "sign-in", isPasswordRight: true, isCodeRight: true, errors: {} },
  };
}
