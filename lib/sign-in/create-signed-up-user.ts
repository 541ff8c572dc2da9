import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { toClaim } from "@/lib/core/identity-claim";
import { newId } from "@/lib/core/ids";
import { assignDefaultRoles } from "@/lib/roles/assign-default-roles";
import type { PendingSignUp } from "./sign-up";

/** Makes the account of someone who has proven the address: user, identity, password, the default organization. */
export async function createSignedUpUser(
  tx: Tx,
  ctx: Context,
  { firstName, lastName, email, passwordHash }: PendingSignUp,
): Promise<{ userId: string; identityId: string }> {
  const environmentId = ctx.environment.id;
  const userId = newId();
  const identityId = newId();
  await tx.user.create({ data: { id: userId, environmentId, firstName, lastName }, select: { id: true } });
  const { count } = await tx.identity.createMany({
    data: {
      id: identityId,
      environmentId,
      userId,
      type: "email",
      value: email,
      claim: toClaim("email", email),
      isPrimary: true,
      verifiedAt: new Date(),
    },
    skipDuplicates: true,
  });
  if (count === 0)
    throw new AppError("conflict", "This address has an account already. Sign in with it instead.");
  await tx.password.create({ data: { userId, hash: passwordHash }, select: { userId: true } });
  await tx.$executeRaw`
    INSERT INTO membership (organization_id, user_id)
    SELECT id, ${userId}::uuid FROM organization WHERE environment_id = ${environmentId}::uuid AND is_default`;
  const roles = await assignDefaultRoles(tx, ctx, userId);
  const actor = { type: "user", id: userId } as const;
  await recordEvents(tx, { ...ctx, actor }, [
    {
      type: "user.signed_up",
      target: { type: "user", id: userId },
      after: { firstName, lastName, email, ...(roles.length > 0 && { roles }) },
    },
    { type: "identity.verified", target: { type: "identity", id: identityId }, userId },
  ]);
  return { userId, identityId };
}
