import type { Cell } from "./copy-rows";
import { type MadeUpUser, makeUpUser, type Scale } from "./made-up-users";

export const USER_COLUMNS = [
  "id, environment_id, first_name, last_name, status, created_at, updated_at, last_sign_in_at",
  "suspended_at, deleted_at, sessions_ended_at, email, sort_name, search",
];

/** Rows of app_user, with what its triggers would have written. */
export function* userRows(scale: Scale): Generator<Cell[]> {
  for (const user of everyUser(scale)) {
    const name = `${user.firstName} ${user.lastName}`;
    const words = [name, ...user.identities.map(({ value }) => value)];
    const endedAt = user.status === "active" ? null : toTime(user.lastSignInAt ?? user.createdAt);
    yield [
      user.id,
      scale.environmentId,
      user.firstName,
      user.lastName,
      user.status,
      toTime(user.createdAt),
      toTime(user.createdAt),
      user.lastSignInAt === null ? null : toTime(user.lastSignInAt),
      user.status === "suspended" ? endedAt : null,
      user.status === "deleted" ? endedAt : null,
      endedAt,
      user.identities.find(({ type }) => type === "email")?.value ?? null,
      name.toLowerCase(),
      words.join("\\n").normalize().toLowerCase(),
    ];
  }
}

export const IDENTITY_COLUMNS = [
  "id, environment_id, user_id, type, value, claim, is_primary, verified_at, created_at",
];

/** Rows of identity: 1.2 of them a user. */
export function* identityRows(scale: Scale): Generator<Cell[]> {
  for (const user of everyUser(scale)) {
    for (const { id, type, value, isVerified } of user.identities) {
      const createdAt = toTime(user.createdAt);
      const claim = user.status === "deleted" ? null : value;
      const isPrimary = type === "email" ? "t" : "f";
      const verifiedAt = isVerified ? createdAt : null;
      yield [id, scale.environmentId, user.id, type, value, claim, isPrimary, verifiedAt, createdAt];
    }
  }
}

/** Rows of password; they share one hash. */
export function* passwordRows(scale: Scale, hash: string): Generator<Cell[]> {
  for (const user of everyUser(scale)) yield [user.id, hash, toTime(user.createdAt)];
}

/** Rows of membership: a third of the users in one organization, the rest in many of very different sizes. */
export function* membershipRows(scale: Scale, organizationIds: string[]): Generator<Cell[]> {
  for (const user of everyUser(scale)) {
    for (const organization of user.organizations) {
      yield [organizationIds[organization] ?? null, user.id, toTime(user.createdAt)];
    }
  }
}

/** Rows of membership_role or membership_permission: one user in `every` holds one of these in a first organization. */
export function* grantRows(
  scale: Scale,
  organizationIds: string[],
  grantIds: string[],
  every: number,
): Generator<Cell[]> {
  let index = 0;
  for (const user of everyUser(scale)) {
    index += 1;
    if (index % every !== 0) continue;
    const organizationId = organizationIds[user.organizations[0] ?? 0] ?? null;
    const grantId = grantIds[user.random.skewedBelow(grantIds.length)] ?? null;
    yield [organizationId, user.id, grantId, toTime(user.createdAt)];
  }
}

function* everyUser(scale: Scale): Generator<MadeUpUser> {
  for (let index = 0; index < scale.users; index += 1) yield makeUpUser(scale, index);
}

function toTime(time: number): string {
  return new Date(time).toISOString();
}
