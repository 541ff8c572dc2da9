import "server-only";
import {
  findConnection,
  findConnectionOfDomain,
  type SignInConnection,
} from "@/lib/connections/find-connections";
import type { UpstreamProfile } from "@/lib/connections/redeem-answer";
import type { Context, RequestInfo } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { domainOf } from "@/lib/core/email-domain";
import { AppError } from "@/lib/core/errors";
import { toClaim } from "@/lib/core/identity-claim";
import { judgeArrival, judgeConnection } from "./connection-rules";
import { createConnectedUser } from "./create-connected-user";
import { failConnection } from "./fail-connection";
import type { Flow } from "./find-flow";
import { flowContext } from "./flow-context";
import { linkUser } from "./link-user";
import { settleSignIn } from "./settle-sign-in";
import { failClosed } from "./start-connection";
import { syncProfile } from "./sync-profile";

/**
 * Signs in who has proven themself at a provider: by their subject there and nothing else. Whoever is not known here becomes a
 * user, or takes over the account of their address, as the connection says; what follows is the way of every sign-in.
 */
export async function arriveThroughConnection(
  flow: Flow,
  request: RequestInfo,
  { key }: SignInConnection,
  profile: UpstreamProfile,
): Promise<Flow> {
  const ctx = flowContext(flow, request, null);
  try {
    return await inTransaction(ctx, async (tx) => {
      const connection = await holdConnection(tx, flow, key);
      if (!connection) return failClosed(flow, request, tx);
      return arrive(tx, flow, request, connection, profile);
    });
  } catch (error) {
    // The policies of sign-up refuse by a sentence for the reader; nothing of the new user is left.
    if (!(error instanceof AppError)) throw error;
    return failConnection(flow, request, {
      type: "authentication.refused",
      reason: "The policies of sign-up refuse a new user",
      message: error.message,
    });
  }
}

// Held until the end, so that one that is disabled meanwhile waits for this sign-in, or this finds it closed.
async function holdConnection(tx: Tx, flow: Flow, key: string): Promise<SignInConnection | null> {
  await tx.$queryRaw`
    SELECT id FROM connection
    WHERE key = ${key} AND environment_id = ${flow.environment.id}::uuid FOR SHARE`;
  const connection = await findConnection(flow.environment, key, tx);
  return judgeConnection(connection) === "open" ? connection : null;
}

async function arrive(
  tx: Tx,
  flow: Flow,
  request: RequestInfo,
  connection: SignInConnection,
  profile: UpstreamProfile,
): Promise<Flow> {
  const environmentId = flow.environment.id;
  const claim = claimOf(connection, profile);
  // The first sign-ins of one person, in two tabs, take turns: the second finds the user that the first has made.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${claim}, 0))`;
  const identity = await tx.identity.findUnique({
    where: { environmentId_type_claim: { environmentId, type: "enterprise", claim } },
    select: { id: true, userId: true },
  });
  const account = identity || !profile.email ? null : await findAccount(tx, environmentId, profile.email);
  const verdict = judgeArrival({
    ...connection,
    isKnown: identity !== null,
    hasAccount: account !== null,
    isAccountProven: account?.verifiedAt != null,
    isEmailProven: profile.isEmailProven,
  });
  const asUser = (userId: string): Context & { tx: Tx } => ({ ...flowContext(flow, request, userId), tx });
  const settle = (userId: string, identityId: string, orgCode = flow.state.orgCode) =>
    settleSignIn(
      flow,
      asUser(userId),
      { userId, identityId, subject: userId, method: "connection" },
      { identifier: profile.email ?? profile.subject, orgCode },
    );
  if (identity) {
    if (flow.rules.isProfileSynced) await syncProfile(tx, asUser(identity.userId), identity, profile);
    return settle(identity.userId, identity.id);
  }
  if (verdict === "link" && account) {
    const { userId } = account;
    const identityId = await linkUser(tx, asUser(userId), { userId, connection, claim, profile });
    return settle(userId, identityId);
  }
  if (verdict === "create") {
    const made = await createConnectedUser(tx, flow, request, { connection, claim, profile });
    return settle(made.userId, made.identityId, made.orgCode);
  }
  const refusal =
    verdict === "account-exists"
      ? await refuseExisting(tx, flow, connection, { ...profile, userId: account?.userId })
      : refuseNew(connection);
  return failConnection(flow, request, refusal, tx);
}

/** Who somebody is at the provider of a connection: unique in their environment, and nobody can sign in by typing it. */
function claimOf({ id }: SignInConnection, { subject }: UpstreamProfile): string {
  return `${id}:${subject}`;
}

function findAccount(tx: Tx, environmentId: string, email: string) {
  const claim = toClaim("email", email);
  return tx.identity.findUnique({
    where: { environmentId_type_claim: { environmentId, type: "email", claim } },
    select: { userId: true, verifiedAt: true },
  });
}

const REFUSED = "authentication.refused" as const;

async function refuseExisting(
  tx: Tx,
  { environment }: Flow,
  { name }: SignInConnection,
  { email, userId }: Pick<UpstreamProfile, "email"> & { userId: string | undefined },
) {
  const domain = email && domainOf(email);
  // Entering the address once more would only lead back here.
  const isLed = domain && (await findConnectionOfDomain(environment, domain, tx)) !== null;
  const advice = isLed
    ? "Ask the people who run this service to link it, or sign in another way by your username or phone number, if you have one here."
    : "Sign in another way by entering that address, or ask the people who run this service to link it.";
  return {
    ...{ type: REFUSED, userId },
    reason: "An account with this address exists and is not linked with the connection",
    message: `An account with your address exists already, and is not linked with ${name}. ${advice}`,
  };
}

function refuseNew({ name }: SignInConnection) {
  return {
    type: REFUSED,
    reason: "The connection creates no users",
    message: `You have no account here yet, and signing in through ${name} does not create one. Ask the people who run this service to add you.`,
  };
}
