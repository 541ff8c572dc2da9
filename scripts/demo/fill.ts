import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";
import { newOrganizationCode } from "@/lib/core/ids";
import { makeUpOrganizationName } from "@/prisma/name-lists";
import { SeededRandom } from "@/prisma/seeded-random";
import { createApprovals } from "./approvals";
import { createFeatureFlags } from "./feature-flags";
import { DAY, DAYS_OF_LOG, type DemoPerson, makeUpDemoPerson } from "./people";
import { createSessions, recycleSome } from "./sessions";
import { tellStory } from "./story";

const USERS = 2000;
const ORGANIZATIONS = 40;
const ROWS_AT_ONCE = 1000;

const PERMISSIONS = {
  "orders:read": "See orders",
  "orders:write": "Change orders",
  "invoices:read": "See invoices",
  "members:invite": "Invite members",
};
const ROLES = [
  { key: "member", name: "Member", share: 0.7, permissions: ["orders:read"] },
  { key: "buyer", name: "Buyer", share: 0.2, permissions: ["orders:read", "orders:write"] },
  { key: "bookkeeper", name: "Bookkeeper", share: 0.06, permissions: ["orders:read", "invoices:read"] },
  {
    key: "organization-admin",
    name: "Organization admin",
    share: 0.04,
    permissions: Object.keys(PERMISSIONS),
  },
];

type World = {
  tx: Tx;
  ctx: Context;
  now: number;
  defaultOrganizationId: string;
  staff: [{ id: string; role: string }, ...{ id: string; role: string }[]];
  applicationIds: [string, ...string[]];
  passwordHash: string;
};

/** Fills an empty environment with people, organizations, roles and 90 days of log, the same each time. */
export async function fillEnvironment(
  world: World,
): Promise<{ users: number; organizations: number; events: number }> {
  const { tx, ctx, now, staff, applicationIds } = world;
  const environmentId = ctx.environment.id;
  const random = new SeededRandom(2026);
  const oldest = now - 800 * DAY;

  const organizations = Array.from({ length: ORGANIZATIONS }, (_, index) => ({
    id: random.idAt(oldest + index * 3 * DAY),
    environmentId,
    code: newOrganizationCode(),
    name: makeUpOrganizationName(index),
    createdAt: new Date(oldest + index * 3 * DAY),
  }));
  await tx.organization.createMany({ data: organizations });
  const roleIds = await createRoles(tx, environmentId, random, oldest);

  const people = Array.from({ length: USERS }, (_, index) =>
    makeUpDemoPerson(random, index, now, ORGANIZATIONS),
  );
  await createPeople(world, people);

  const memberships = people.flatMap((person) => {
    const own = person.organizations.flatMap((place) => organizations[place]?.id ?? []);
    return [world.defaultOrganizationId, ...own].map((organizationId) => ({
      organizationId,
      userId: person.id,
      createdAt: new Date(person.createdAt),
    }));
  });
  await tx.membership.createMany({ data: memberships });
  const lots = roleIds.flatMap(({ id, share }) => Array.from({ length: share * 100 }, () => id));
  const roleOf = () => lots[random.below(lots.length)] ?? "";
  const given = memberships.filter(({ organizationId }) => organizationId !== world.defaultOrganizationId);
  await tx.membershipRole.createMany({
    data: given.map((membership) => ({ ...membership, roleId: roleOf() })),
  });

  await tx.$executeRaw`SELECT "audit".ensure_partitions(${new Date(now - (DAYS_OF_LOG + 1) * DAY)}::timestamptz, now() + interval '3 months')`;
  const storyWorld = { random, now, environmentId, applicationIds, staff };
  const events = people
    .flatMap((person) => tellStory(storyWorld, person))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const batch of batches(events)) await tx.auditEvent.createMany({ data: batch });
  await createFeatureFlags(tx, {
    environmentId,
    applicationId: applicationIds[0],
    organizationIds: organizations.filter((_, index) => index % 5 === 0).map(({ id }) => id),
    userIds: people.filter((_, index) => index % 200 === 0).map(({ id }) => id),
  });
  const presence = { tx, ctx, random, now, applicationIds };
  await createSessions(presence, people);
  const recycled = await recycleSome(presence, people);
  await createApprovals({ ...presence, staff }, people);
  return {
    users: people.length - recycled,
    organizations: organizations.length,
    events: events.length + recycled,
  };
}

async function createRoles(tx: Tx, environmentId: string, random: SeededRandom, createdAt: number) {
  const permissions = Object.entries(PERMISSIONS).map(([key, name]) => ({
    id: random.idAt(createdAt),
    environmentId,
    key,
    name,
  }));
  await tx.permission.createMany({ data: permissions });
  const roles = ROLES.map((role) => ({ ...role, id: random.idAt(createdAt) }));
  await tx.role.createMany({ data: roles.map(({ id, key, name }) => ({ id, environmentId, key, name })) });
  await tx.rolePermission.createMany({
    data: roles.flatMap((role) =>
      permissions
        .filter(({ key }) => role.permissions.includes(key))
        .map((permission) => ({ roleId: role.id, permissionId: permission.id })),
    ),
  });
  return roles;
}

async function createPeople({ tx, ctx, passwordHash }: World, people: DemoPerson[]): Promise<void> {
  const environmentId = ctx.environment.id;
  for (const batch of batches(people)) {
    await tx.user.createMany({ data: batch.map((person) => userRow(environmentId, person)) });
    await tx.identity.createMany({ data: batch.flatMap((person) => identityRows(environmentId, person)) });
    const withPassword = batch.filter(({ lastSignInAt }) => lastSignInAt !== null);
    await tx.password.createMany({
      data: withPassword.map(({ id }) => ({ userId: id, hash: passwordHash })),
    });
  }
}

function userRow(environmentId: string, person: DemoPerson) {
  const { id, firstName, lastName, lastSignInAt } = person;
  const fateAt = new Date(person.fateAt);
  const status = person.fate === "restored" ? "active" : person.fate;
  return {
    id,
    environmentId,
    firstName,
    lastName,
    status,
    createdAt: new Date(person.createdAt),
    updatedAt: person.fate === "active" ? new Date(person.createdAt) : fateAt,
    lastSignInAt: lastSignInAt === null ? null : new Date(lastSignInAt),
    suspendedAt: status === "suspended" ? fateAt : null,
    deletedAt: status === "deleted" ? fateAt : null,
    sessionsEndedAt: status === "active" ? null : fateAt,
  } as const;
}

function identityRows(environmentId: string, person: DemoPerson) {
  return person.identities.map(({ id, type, value }, index) => ({
    id,
    environmentId,
    userId: person.id,
    type,
    value,
    claim: person.fate === "deleted" ? null : toClaim(type, value),
    isPrimary: type === "email",
    verifiedAt: person.origin === "sign-up" ? new Date(person.createdAt + 40_000) : null,
    signInCount: index === 0 && person.lastSignInAt !== null ? 1 + Math.floor(person.visits * 12) : 0,
    lastSignInAt: index === 0 && person.lastSignInAt !== null ? new Date(person.lastSignInAt) : null,
    createdAt: new Date(person.createdAt),
  }));
}

function* batches<T>(rows: T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
    yield rows.slice(start, start + ROWS_AT_ONCE);
}
