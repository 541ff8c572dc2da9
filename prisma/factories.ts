import type { Context, EnvironmentRef, RequestInfo } from "@/lib/core/context";
import { TEAM_ENVIRONMENT } from "@/lib/core/context";
import { tokenHash } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { type ClaimType, toClaim } from "@/lib/core/identity-claim";
import { newId, newOrganizationCode, randomAlphanumeric } from "@/lib/core/ids";
import { OWNER_ROLE_KEY, STAFF_PERMISSIONS, STAFF_ROLES } from "@/lib/permissions/staff-permissions";
import type { ApplicationKind, UserStatus } from "@/prisma/generated/client";
import { sharedHash } from "./shared-hash";

// Rows as they would stand after the real deeds, written straight to the database: no events, no permission asked.
// The seed, the unit tests and the browser tests share them.

export type StaffRole = "owner" | "admin" | "support" | "auditor";
export type TestEnvironment = EnvironmentRef & { organizationId: string };
export type TestUser = {
  id: string;
  email: string | null;
  username: string | null;
  phone: string | null;
  firstName: string;
  lastName: string;
};
export type TestStaff = TestUser & { role: StaffRole; name: string; email: string };

let count = 0;
const nextNumber = () => ++count;

/** An environment with its default organization. */
export async function createTestEnvironment(
  options: { key?: string; name?: string } = {},
): Promise<TestEnvironment> {
  const key = options.key ?? `test-${randomAlphanumeric(10).toLowerCase()}`;
  const name = options.name ?? `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
  const id = newId();
  const organizationId = newId();
  const organization = { id: organizationId, code: newOrganizationCode(), name: "Default", isDefault: true };
  // In one statement of Prisma: an environment without a default organization cannot be committed.
  await db.environment.create({ data: { id, key, name, organizations: { create: organization } } });
  return { id, key, name, organizationId };
}

/** The environment of the staff with its permissions and roles; made once a database, then found. */
export async function createTeam(): Promise<TestEnvironment & { roleIds: Record<string, string> }> {
  const existing = await db.environment.findUnique({
    where: { key: TEAM_ENVIRONMENT },
    select: { id: true, key: true, name: true, organizations: { where: { isDefault: true } }, roles: true },
  });
  if (existing?.organizations[0]) {
    return {
      id: existing.id,
      key: existing.key,
      name: existing.name,
      organizationId: existing.organizations[0].id,
      roleIds: Object.fromEntries(existing.roles.map((role) => [role.key, role.id])),
    };
  }
  const environment = await createTestEnvironment({ key: TEAM_ENVIRONMENT, name: "Team" });
  for (const [key, name] of Object.entries(STAFF_PERMISSIONS)) {
    await createPermissionRow({ environmentId: environment.id, key, name });
  }
  const roleIds: Record<string, string> = {};
  for (const role of STAFF_ROLES) {
    roleIds[role.key] = (await createRoleRow({ environmentId: environment.id, isBuiltIn: true, ...role })).id;
  }
  return { ...environment, roleIds };
}

/** A member of the staff with this role. */
export async function createStaff(
  options: { role: StaffRole } & Omit<NewUser, "environmentId" | "organizationIds">,
): Promise<TestStaff> {
  const { role, ...rest } = options;
  const team = await createTeam();
  const email = rest.email ?? `${role}-${nextNumber()}-${randomAlphanumeric(6).toLowerCase()}@staff.example`;
  const user = await createUserRow({ ...rest, email, environmentId: team.id });
  const roleId = team.roleIds[role];
  if (!roleId) throw new Error(`The team has no role ${role}.`);
  await giveRole({ userId: user.id, organizationId: team.organizationId, roleId });
  return { ...user, email, role, name: `${user.firstName} ${user.lastName}`.trim() };
}

export type NewUser = {
  environmentId: string;
  id?: string;
  firstName?: string;
  lastName?: string;
  /** Left out: an address of its own; null: no email identity. */
  email?: string | null;
  username?: string;
  phone?: string;
  /** Left out: the user has no password. */
  password?: string;
  isVerified?: boolean;
  status?: UserStatus;
  createdAt?: Date;
  lastSignInAt?: Date;
  /** Left out: the environment's default organization. */
  organizationIds?: string[];
};

/** A user with identities, and where given a password and memberships. */
export async function createUserRow(options: NewUser): Promise<TestUser> {
  const { environmentId, status = "active", createdAt = new Date() } = options;
  const id = options.id ?? newId(createdAt);
  const firstName = options.firstName ?? "Kiri";
  const lastName = options.lastName ?? `Example ${nextNumber()}`;
  const email = options.email === undefined ? `${id}@users.example` : options.email;
  const endedAt = new Date();
  await db.user.create({
    data: {
      id,
      environmentId,
      firstName,
      lastName,
      status,
      createdAt,
      lastSignInAt: options.lastSignInAt,
      suspendedAt: status === "suspended" ? endedAt : null,
      deletedAt: status === "deleted" ? endedAt : null,
      sessionsEndedAt: status === "active" ? null : endedAt,
    },
  });
  const identity = {
    environmentId,
    userId: id,
    isVerified: options.isVerified,
    isLive: status !== "deleted",
  };
  if (email) await createIdentityRow({ ...identity, type: "email", value: email, isPrimary: true });
  if (options.username) await createIdentityRow({ ...identity, type: "username", value: options.username });
  if (options.phone) await createIdentityRow({ ...identity, type: "phone", value: options.phone });
  if (options.password !== undefined) {
    await db.password.create({ data: { userId: id, hash: await sharedHash(options.password) } });
  }
  const organizationIds = options.organizationIds ?? (await defaultOrganizationIds(environmentId));
  await db.membership.createMany({
    data: organizationIds.map((organizationId) => ({ organizationId, userId: id })),
  });
  return { id, email, username: options.username ?? null, phone: options.phone ?? null, firstName, lastName };
}

/** One more way to name a user at sign-in. */
export async function createIdentityRow(options: {
  environmentId: string;
  userId: string;
  type: ClaimType;
  value: string;
  isPrimary?: boolean;
  isVerified?: boolean;
  isLive?: boolean;
}): Promise<{ id: string; value: string }> {
  const { environmentId, userId, type, value, isPrimary = false, isVerified = true, isLive = true } = options;
  const id = newId();
  await db.identity.create({
    data: {
      id,
      environmentId,
      userId,
      type,
      value,
      claim: isLive ? toClaim(type, value) : null,
      isPrimary,
      verifiedAt: isVerified ? new Date() : null,
    },
  });
  return { id, value };
}

/** An organization with a code of its own. */
export async function createOrganizationRow(options: {
  environmentId: string;
  name?: string;
  externalId?: string;
  suspendedAt?: Date;
  createdAt?: Date;
}): Promise<{ id: string; code: string; name: string }> {
  const name = options.name ?? `Organization ${nextNumber()}`;
  const code = newOrganizationCode();
  const id = newId(options.createdAt);
  await db.organization.create({ data: { ...options, id, code, name } });
  return { id, code, name };
}

/** An OpenID Connect client; `clientSecret` is the plain one, null for a front-end application. */
export async function createApplicationRow(options: {
  environmentId: string;
  name?: string;
  kind?: ApplicationKind;
  callbackUrls?: string[];
  logoutUrls?: string[];
  audiences?: string[];
}): Promise<{ id: string; name: string; clientId: string; clientSecret: string | null }> {
  const { kind = "web", name = `Application ${nextNumber()}` } = options;
  const clientSecret = kind === "frontend" ? null : randomAlphanumeric(48);
  const id = newId();
  const clientId = randomAlphanumeric(32);
  await db.application.create({
    data: {
      ...options,
      id,
      name,
      kind,
      clientId,
      clientSecretHash: clientSecret && tokenHash(clientSecret),
      callbackUrls: options.callbackUrls ?? ["http://localhost:3999/callback"],
      logoutUrls: options.logoutUrls ?? ["http://localhost:3999/"],
    },
  });
  return { id, name, clientId, clientSecret };
}

/** A role that holds these permissions, by key; they must exist in the environment. */
export async function createRoleRow(options: {
  environmentId: string;
  key: string;
  name?: string;
  description?: string;
  permissions?: readonly string[];
  isBuiltIn?: boolean;
}): Promise<{ id: string; key: string }> {
  const { environmentId, key, name = key, description = "", permissions = [], isBuiltIn } = options;
  const held = await db.permission.findMany({
    where: { environmentId, key: { in: [...permissions] } },
    select: { id: true },
  });
  const id = newId();
  const links = { create: held.map((permission) => ({ permissionId: permission.id })) };
  const given = { permissions: links, givenPermissions: isBuiltIn ? [...permissions] : [] };
  await db.role.create({ data: { id, environmentId, key, name, description, ...given } });
  return { id, key };
}

/** A permission of an environment. */
export async function createPermissionRow(row: { environmentId: string; key: string; name: string }) {
  const id = newId();
  await db.permission.create({ data: { ...row, id } });
  return { id, key: row.key };
}

/** Gives a member of an organization a role there. */
export async function giveRole(link: {
  userId: string;
  organizationId: string;
  roleId: string;
}): Promise<void> {
  await db.membershipRole.create({ data: link });
}

/** The context of an admin with the real rights of this role; `staff` is made when none is given. */
export async function contextFor(options: {
  role: StaffRole;
  environment: EnvironmentRef;
  staff?: TestStaff;
  request?: Partial<RequestInfo>;
}): Promise<Context & { actor: Extract<Context["actor"], { type: "admin" }> }> {
  const { role, environment } = options;
  const staff = options.staff ?? (await createStaff({ role }));
  const permissions = STAFF_ROLES.find(({ key }) => key === role)?.permissions ?? [];
  return {
    actor: {
      type: "admin",
      id: staff.id,
      name: staff.name,
      email: staff.email,
      isOwner: role === OWNER_ROLE_KEY,
      permissions: new Set<string>(permissions),
    },
    environment: refOf(environment),
    request: { ...testRequest(), ...options.request },
  };
}

/** The context of a job of the system. */
export function systemContext(environment: EnvironmentRef, job = "test"): Context {
  return { actor: { type: "system", job }, environment: refOf(environment), request: testRequest() };
}

/** The context of an end user (null: not known yet), as at the hosted sign-in. */
export function userContext(environment: EnvironmentRef, userId: string | null): Context {
  return { actor: { type: "user", id: userId }, environment: refOf(environment), request: testRequest() };
}

function refOf({ id, key, name }: EnvironmentRef): EnvironmentRef {
  return { id, key, name };
}

function testRequest(): RequestInfo {
  return { id: newId(), ip: "127.0.0.1", userAgent: "Gatehouse tests" };
}

async function defaultOrganizationIds(environmentId: string): Promise<string[]> {
  const found = await db.organization.findMany({
    where: { environmentId, isDefault: true },
    select: { id: true },
  });
  return found.map(({ id }) => id);
}
