import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context, EnvironmentRef } from "@/lib/core/context";
import { db, type Tx } from "@/lib/core/db";
import { domainOf } from "@/lib/core/email-domain";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { joinOrganizations } from "@/lib/users/join-organizations";
import { holdJoinable } from "./hold-joinable";
import { type JoinRefusal, refuseJoin } from "./join-rules";

type Wish = { userId: string; code: string };
type Organization = { id: string; name: string; code: string };

export type Joinable =
  | { kind: "member" | "joinable"; organization: Organization }
  | { kind: "refused"; refusal: JoinRefusal };

/** How a user stands to the organization of a code: a member, one who may join by its policy, or refused. */
export async function findJoinable(
  environment: EnvironmentRef,
  { userId, code }: Wish,
  tx: Tx = db,
): Promise<Joinable> {
  if (!isId(userId)) throw notFoundError("user");
  const organization = await tx.organization.findFirst({
    where: { environmentId: environment.id, code },
    select: {
      id: true,
      name: true,
      code: true,
      suspendedAt: true,
      isRegistrationAllowed: true,
      allowedDomains: true,
      memberships: { where: { userId }, select: { userId: true } },
    },
  });
  if (!organization) return { kind: "refused", refusal: "unknown" };
  const { suspendedAt, isRegistrationAllowed, allowedDomains, memberships, ...named } = organization;
  const isSuspended = suspendedAt !== null;
  if (memberships.length > 0 && !isSuspended) return { kind: "member", organization: named };
  const policy = { isSuspended, isRegistrationAllowed, allowedDomains };
  const refusal = refuseJoin(policy, await provenDomains(tx, environment, userId));
  return refusal ? { kind: "refused", refusal } : { kind: "joinable", organization: named };
}

/** Makes a user who signs in a member of the organization of this code, where its policy lets them join. */
export async function joinByPolicy(tx: Tx, ctx: Context, { userId, code }: Wish): Promise<Joinable> {
  await holdJoinable(tx, ctx.environment, { code });
  const found = await findJoinable(ctx.environment, { userId, code }, tx);
  if (found.kind !== "joinable") return found;
  const { organization } = found;
  const [joined] = await joinOrganizations(tx, ctx, {
    userIds: [userId],
    organizationIds: [organization.id],
  });
  // In two tabs at once the second finds a member.
  if (!joined) return findJoinable(ctx.environment, { userId, code }, tx);
  await recordEvent(tx, ctx, {
    type: "organization.member_added",
    target: { type: "user", id: userId },
    organizationId: organization.id,
    reason: "Joined by the organization's policy at sign-in",
    before: { isMember: false },
    after: { isMember: true, ...(joined.roles.length > 0 && { roles: joined.roles }) },
  });
  return { kind: "member", organization };
}

// Only what a user has proven to own counts: anyone can have an address put on an account.
async function provenDomains(tx: Tx, environment: EnvironmentRef, userId: string): Promise<string[]> {
  const identities = await tx.identity.findMany({
    where: {
      environmentId: environment.id,
      userId,
      type: { in: ["email", "enterprise"] },
      claim: { not: null },
      verifiedAt: { not: null },
    },
    select: { value: true },
  });
  return identities.flatMap(({ value }) => domainOf(value) ?? []);
}
