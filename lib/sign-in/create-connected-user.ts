import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import type { SignInConnection } from "@/lib/connections/find-connections";
import type { UpstreamProfile } from "@/lib/connections/redeem-answer";
import type { RequestInfo } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { rolesInWords } from "@/lib/users/join-organizations";
import { createEnterpriseIdentity } from "./create-enterprise-identity";
import type { Flow } from "./find-flow";
import { flowContext } from "./flow-context";
import { joinAtSignUp } from "./join-at-sign-up";

type Newcomer = { connection: SignInConnection; claim: string; profile: UpstreamProfile };

/**
 * Makes a user of who has come through a connection for the first time. The policies of sign-up hold, for an address that is
 * proven; throws what they refuse, and with it all of this is undone.
 */
export async function createConnectedUser(
  tx: Tx,
  flow: Flow,
  request: RequestInfo,
  { connection, claim, profile }: Newcomer,
): Promise<{ userId: string; identityId: string; orgCode: string | undefined }> {
  const { firstName = "", lastName = "" } = profile.name;
  const environmentId = flow.environment.id;
  const userId = newId();
  const ctx = flowContext(flow, request, userId);
  await tx.user.create({ data: { id: userId, environmentId, firstName, lastName }, select: { id: true } });
  const identity = await createEnterpriseIdentity(tx, ctx, { userId, connection, claim, profile });
  // There is no form in which a new organization could still be named.
  const { orgName, isOrganizationWanted } = flow.state;
  const wish = { ...flow.state, isOrganizationWanted: isOrganizationWanted && Boolean(orgName) };
  const { joined, events, newCode } = await joinAtSignUp(
    tx,
    ctx,
    { ...flow, state: wish },
    {
      userId,
      email: profile.isEmailProven && profile.email ? profile.email : "",
      organizationId: connection.organizationId ?? undefined,
    },
  );
  const roles = rolesInWords(joined);
  await recordEvents(tx, ctx, [
    {
      type: "user.signed_up",
      target: { type: "user", id: userId },
      after: {
        ...{ firstName, lastName, email: profile.email, method: "connection" },
        connectionId: connection.id,
        organizations: joined.map(({ organization: { name, code } }) => `${name} (${code})`),
        ...(roles.length > 0 && { roles }),
      },
    },
    {
      type: "identity.added",
      target: { type: "identity", id: identity.id },
      userId,
      after: { type: "enterprise", value: identity.value, connectionId: connection.id, isPrimary: true },
    },
    ...events,
  ]);
  return { userId, identityId: identity.id, orgCode: newCode ?? flow.state.orgCode };
}
