import "server-only";
import type { SignInConnection } from "@/lib/connections/find-connections";
import type { UpstreamProfile } from "@/lib/connections/redeem-answer";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";

type NewIdentity = { userId: string; connection: SignInConnection; claim: string; profile: UpstreamProfile };

/** Keeps who a user is at the provider of a connection; their address there is shown, and is no way in. */
export async function createEnterpriseIdentity(
  tx: Tx,
  ctx: Context,
  { userId, connection, claim, profile }: NewIdentity,
): Promise<{ id: string; value: string }> {
  const { subject, email, isEmailProven } = profile;
  const identity = { id: newId(), value: email ?? subject };
  await tx.identity.create({
    data: {
      ...{ ...identity, userId, claim, subject },
      environmentId: ctx.environment.id,
      type: "enterprise",
      connectionId: connection.id,
      isPrimary: true,
      verifiedAt: isEmailProven ? new Date() : null,
    },
    select: { id: true },
  });
  return identity;
}
