import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { toClaim } from "@/lib/core/identity-claim";
import { newId } from "@/lib/core/ids";
import { recordAcceptance } from "@/lib/policy-acceptance/record-acceptance";
import { rolesInWords } from "@/lib/users/join-organizations";
import type { Flow } from "./find-flow";
import { joinAtSignUp } from "./join-at-sign-up";
import type { PendingSignUp } from "./sign-up";

/**
 * Makes the account of someone who has proven the address: user, identity, password, organizations. Says which
 * organization the sign-in is for from here on: the new one where one was made, else what the application named.
 */
export async function createSignedUpUser(
  tx: Tx,
  ctx: Context,
  flow: Flow,
  pending: PendingSignUp,
): Promise<{ userId: string; identityId: string; orgCode: string | undefined }> {
  const { firstName, lastName, email, passwordHash, acceptance } = pending;
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
  const asUser: Context = { ...ctx, actor: { type: "user", id: userId } };
  const { joined, events, newCode } = await joinAtSignUp(tx, asUser, flow, { userId, ...pending });
  const roles = rolesInWords(joined);
  await recordEvents(tx, asUser, [
    {
      type: "user.signed_up",
      target: { type: "user", id: userId },
      after: {
        firstName,
        lastName,
        email,
        organizations: joined.map(({ organization: { name, code } }) => `${name} (${code})`),
        ...(roles.length > 0 && { roles }),
      },
    },
    { type: "identity.verified", target: { type: "identity", id: identityId }, userId },
    ...events,
  ]);
  if (acceptance) await recordAcceptance(tx, asUser, userId, acceptance);
  return { userId, identityId, orgCode: newCode ?? flow.state.orgCode };
}
