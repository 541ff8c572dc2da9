import "server-only";
import { findConnectionOfDomain } from "@/lib/connections/find-connections";
import { type Context, type EnvironmentRef, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { domainOf } from "@/lib/core/email-domain";
import { notFoundError } from "@/lib/core/errors";
import { idTime, isId } from "@/lib/core/ids";
import { mfaSubject, recoverySubject } from "@/lib/core/lockout-subject";
import { findJoinable } from "@/lib/organizations/join-by-policy";
import { assertCan, can } from "@/lib/permissions/assert-can";
import {
  type AccountState,
  type ConnectionState,
  findAccountState,
  type IdentityState,
} from "./find-account-state";
import { toOrganizationFacts } from "./find-organization-facts";
import { findSignInFacts } from "./find-sign-in-facts";
import {
  canUsePasskey,
  type FindingCode,
  isBlocking,
  listFindings,
  mustProveAddress,
  type WayIn,
} from "./sign-in-findings";

export type SignInExplanation = {
  isDeleted: boolean;
  canSignIn: boolean;
  /** What the hosted pages meet, in their order. */
  findings: FindingCode[];
  /** By which identity that is judged. */
  identity: IdentityState | null;
  /** Other addresses of theirs that must prove themselves when they are signed in by. */
  unprovenOthers: string[];
  /** Through which connection that goes, if it does. */
  connection: { id: string; name: string } | null;
  lockedUntil: string | null;
  /** Wrong codes for a new password, or wrong second factors, are counted apart. */
  codesLockedUntil: string | null;
  mfaLockedUntil: string | null;
  temporaryExpiresAt: Date | null;
  organization: { id: string; name: string; code: string } | null;
  /** Asked for an organization that is not theirs, they become a member of it. */
  isJoining: boolean;
  /** Then they are asked for a password even after it was reset. */
  isEnumerationProtected: boolean;
  hasVerifiedEmail: boolean;
  canUsePasskey: boolean;
  failedMessages: AccountState["failedMessages"];
  /** Null: the reader may not see the log. */
  failures: { id: string; at: string; reason: string | null; isRefusal: boolean }[] | null;
};

/**
 * Whether a user can sign in now, if they know their password, and what keeps them out: the rules that the sign-in runs,
 * on what stands in the database at this moment; to the organization of this id, where one is named.
 */
export async function explainSignIn(
  ctx: Context,
  { userId, organizationId }: { userId: string; organizationId?: string },
): Promise<SignInExplanation> {
  assertCan(ctx, "users:read");
  if (!isId(userId)) throw notFoundError("user");
  const { environment } = ctx;
  const organization = organizationId === undefined ? null : await findOrganization(ctx, organizationId);
  const [account, facts] = await Promise.all([
    findAccountState(environment, userId, organization?.code),
    findSignInFacts(environment, userId),
  ]);
  if (!account) throw notFoundError("user");
  const places = toOrganizationFacts(account.organization, organization?.code);
  const isJoining =
    organization !== null &&
    places.asked === "stranger" &&
    (await findJoinable(environment, { userId, code: organization.code })).kind === "joinable";
  if (isJoining) places.asked = { organization, standing: "open" };
  // The team signs in to the dashboard, which never asks for an organization.
  if (environment.key === TEAM_ENVIRONMENT) places.isNeverAsked = true;

  const until = (subject: string) => account.locks.find((lock) => lock.subject === subject)?.until ?? null;
  const identity = account.identities[0] ?? null;
  const hasVerifiedEmail = account.identities.some(({ type, isVerified }) => type === "email" && isVerified);
  const connection = identity && (await findConnectionOf(environment, account, identity));
  const wayBy = (by: IdentityState, through: ConnectionState | null) =>
    toWayIn(account, by, {
      connection: through && { ...through, isOwn: by.connection !== null },
      isLocked: until(userId) !== null,
      areCodesLocked: until(recoverySubject(userId)) !== null,
      isMfaLocked: until(mfaSubject(userId)) !== null,
      hasVerifiedEmail,
    });
  const way = identity && wayBy(identity, connection);
  const unprovenOthers: string[] = [];
  for (const other of account.identities.slice(1)) {
    const isUnproven = other.type === "email" && !other.isVerified;
    if (isUnproven && mustProveAddress(wayBy(other, await findConnectionOf(environment, account, other)))) {
      unprovenOthers.push(other.value);
    }
  }
  const isOtherUnproven = unprovenOthers.length > 0;
  const findings = facts ? listFindings(way, facts, places, { isOtherUnproven }) : [];
  return {
    isDeleted: facts === null,
    canSignIn: facts !== null && !findings.some(isBlocking),
    findings,
    identity,
    unprovenOthers,
    connection: connection && { id: connection.id, name: connection.name },
    lockedUntil: until(userId),
    codesLockedUntil: until(recoverySubject(userId)),
    mfaLockedUntil: until(mfaSubject(userId)),
    temporaryExpiresAt: account.temporaryExpiresAt,
    organization,
    isJoining,
    isEnumerationProtected: account.isEnumerationProtected,
    hasVerifiedEmail,
    canUsePasskey: facts !== null && canUsePasskey(way, facts, places),
    failedMessages: account.failedMessages,
    failures: can(ctx, "audit:read")
      ? account.failures.map(({ id, type, reason }) => ({
          id,
          at: idTime(id).toISOString(),
          reason,
          isRefusal: type === "authentication.refused",
        }))
      : null,
  };
}

/** The one that the identity came through, or that takes its address as soon as it is typed. */
async function findConnectionOf(
  environment: EnvironmentRef,
  { hasConnections }: AccountState,
  { type, value, connection }: IdentityState,
): Promise<ConnectionState | null> {
  const domain = type === "email" && hasConnections ? domainOf(value) : null;
  return connection ?? (domain ? findConnectionOfDomain(environment, domain) : null);
}

async function findOrganization(ctx: Context, id: string) {
  const found = isId(id)
    ? await db.organization.findFirst({
        where: { id, environmentId: ctx.environment.id },
        select: { id: true, name: true, code: true },
      })
    : null;
  if (!found) throw notFoundError("organization");
  return found;
}

function toWayIn(
  account: AccountState,
  identity: IdentityState,
  known: Pick<WayIn, "connection" | "isLocked" | "areCodesLocked" | "isMfaLocked" | "hasVerifiedEmail">,
): WayIn {
  const { isEnumerationProtected, isTemporary, isTemporaryUsed, isTemporaryExpired } = account;
  const temporary = isTemporaryUsed ? "used" : isTemporaryExpired ? "expired" : "unused";
  return {
    ...known,
    isEnumerationProtected,
    isActive: account.status === "active",
    isNewPasswordRequired: account.isNewPasswordRequired,
    isTemporary,
    isUnprovenEmail: identity.type === "email" && !identity.isVerified,
    hasPassword: account.hasPassword,
    temporary: isTemporary ? temporary : null,
  };
}
