import "server-only";
import { type NewEvent, recordEvents } from "@/lib/audit/record-event";
import type { SignInConnection } from "@/lib/connections/find-connections";
import type { UpstreamProfile } from "@/lib/connections/redeem-answer";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { endSessions } from "@/lib/users/end-sessions";
import { lockUser } from "@/lib/users/lock-user";
import { createEnterpriseIdentity } from "./create-enterprise-identity";

type Link = { userId: string; connection: SignInConnection; claim: string; profile: UpstreamProfile };

/**
 * Makes a connection the one way in of a user who had others: their other identities, their password and whatever could
 * bring one back go, and their sessions end. Second factors stay.
 */
export async function linkUser(tx: Tx, ctx: Context, { userId, ...link }: Link): Promise<string> {
  await lockUser(tx, ctx, userId);
  const others = await tx.identity.findMany({
    where: { userId },
    select: { id: true, type: true, value: true, isPrimary: true },
  });
  await tx.identity.deleteMany({ where: { userId } });
  const { count: passwords } = await tx.password.deleteMany({ where: { userId } });
  await tx.passwordHandOver.deleteMany({ where: { userId } });
  await tx.verificationCode.deleteMany({ where: { userId } });
  const now = new Date();
  await tx.user.updateMany({
    where: { id: userId, environmentId: ctx.environment.id },
    data: { newPasswordRequiredAt: null, sessionsEndedAt: now, updatedAt: now },
  });
  await endSessions(tx, userId);
  const identity = await createEnterpriseIdentity(tx, ctx, { userId, ...link });
  const reason = "Linked with a connection at the first sign-in through it";
  const target = { type: "user", id: userId };
  const events: NewEvent[] = [
    {
      type: "identity.added",
      target: { type: "identity", id: identity.id },
      ...{ userId, reason },
      after: { type: "enterprise", value: identity.value, connectionId: link.connection.id, isPrimary: true },
    },
    ...others.map(
      ({ id, type, value, isPrimary }): NewEvent => ({
        type: "identity.deleted",
        target: { type: "identity", id },
        ...{ userId, reason },
        before: { type, value, isPrimary },
      }),
    ),
  ];
  if (passwords > 0) events.push({ type: "user.password_removed", target, reason });
  await recordEvents(tx, ctx, events);
  return identity.id;
}
