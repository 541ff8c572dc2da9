import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";
import { newId } from "@/lib/core/ids";

type FirstOwner = {
  firstName: string;
  lastName: string;
  email: string;
  passwordHash: string;
  ownerRoleId: string;
};

/** The first member of the staff. Whoever holds the set-up link is believed about the address. */
export async function createFirstOwner(
  tx: Tx,
  ctx: Context,
  organizationId: string,
  { firstName, lastName, email, passwordHash, ownerRoleId }: FirstOwner,
): Promise<string> {
  const environmentId = ctx.environment.id;
  const userId = newId();
  await tx.user.create({ data: { id: userId, environmentId, firstName, lastName }, select: { id: true } });
  await tx.identity.create({
    data: {
      id: newId(),
      environmentId,
      userId,
      type: "email",
      value: email,
      claim: toClaim("email", email),
      isPrimary: true,
      verifiedAt: new Date(),
    },
    select: { id: true },
  });
  await tx.password.create({ data: { userId, hash: passwordHash }, select: { userId: true } });
  await tx.membership.create({ data: { organizationId, userId }, select: { userId: true } });
  await tx.membershipRole.create({
    data: { organizationId, userId, roleId: ownerRoleId },
    select: { userId: true },
  });
  await recordEvents(tx, ctx, [
    {
      type: "user.created",
      target: { type: "user", id: userId },
      after: { firstName, lastName, email, role: "Owner" },
    },
  ]);
  return userId;
}
