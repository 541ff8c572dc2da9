import "server-only";
import type { Context } from "@/lib/core/context";
import { parseDateRange } from "@/lib/core/date-range";
import { firstIdAt, isId } from "@/lib/core/ids";
import { Prisma, type UserStatus } from "@/prisma/generated/client";
import { findByPastedId, type PastedId } from "./find-by-pasted-id";
import type { UserListParams, UserSort } from "./list-spec";
import { searchConditions } from "./user-search";

/** The users with a sort value, or those without one: each is a range of the sort's index. */
export type Segment = "value" | "null";

export type UserConditions = {
  environmentId: string;
  statuses: UserStatus[];
  /** Tests on a row `u` of app_user. */
  tests: Prisma.Sql[];
  /**
   * Selects of the `user_id`s that qualify; `isOrdered` when an index gives them in order of id. Where they are,
   * `inEnvironment` may say what else makes all of them users of this environment.
   */
  links: { sql: Prisma.Sql; isOrdered: boolean; inEnvironment?: Prisma.Sql }[];
  /** Tests that the index of one sort order answers by itself. */
  ranges: { sort: UserSort; test: Prisma.Sql; inSegment: (segment: Segment) => Prisma.Sql }[];
};

const ALL_STATUSES: UserStatus[] = ["active", "suspended", "deleted"];
const DAY = 24 * 60 * 60 * 1000;

/** What the list's search and filters mean in SQL. Malformed values are ignored, as everywhere in a list's URL. */
export async function userConditions(ctx: Context, params: UserListParams): Promise<UserConditions> {
  const { filters, q } = params;
  const pasted = q === "" ? null : await findByPastedId(ctx, q);
  const asked = ALL_STATUSES.filter((status) => filters.status.includes(status));
  const conditions: UserConditions = {
    environmentId: ctx.environment.id,
    // Who pastes an id wants that very user, deleted or not.
    statuses: asked.length > 0 ? asked : pasted?.length ? ALL_STATUSES : ["active", "suspended"],
    tests: pasted ? [] : searchConditions(q),
    links: [],
    ranges: [],
  };
  if (pasted) conditions.links.push(pastedLink(pasted));
  addLinks(conditions, filters);
  addRanges(conditions, filters);
  return conditions;
}

/** The tests on a row `u` of app_user that it is meant; `links` may be asked for in another form. */
export function whereUsers(conditions: UserConditions, links = linkTests(conditions)): Prisma.Sql {
  const statuses = conditions.statuses.map((status) => Prisma.sql`${status}::user_status`);
  const tests = [
    Prisma.sql`u.environment_id = ${conditions.environmentId}::uuid`,
    Prisma.sql`u.status IN (${Prisma.join(statuses)})`,
    ...conditions.tests,
    ...conditions.ranges.map(({ test }) => test),
    ...links,
  ];
  return Prisma.join(tests, " AND ");
}

function linkTests({ links }: UserConditions): Prisma.Sql[] {
  return links.map(({ sql }) => Prisma.sql`u.id IN (${sql})`);
}

function pastedLink(pasted: PastedId[]): UserConditions["links"][number] {
  const selects = pasted.map(({ kind, id }) =>
    kind === "user"
      ? Prisma.sql`SELECT ${id}::uuid AS user_id`
      : kind === "organization"
        ? Prisma.sql`SELECT user_id FROM membership WHERE organization_id = ${id}::uuid`
        : Prisma.sql`SELECT user_id FROM membership_role WHERE role_id = ${id}::uuid`,
  );
  if (selects.length === 0) return { sql: Prisma.sql`SELECT NULL::uuid AS user_id`, isOrdered: true };
  return { sql: Prisma.join(selects, " UNION "), isOrdered: selects.length === 1 };
}

function addLinks(conditions: UserConditions, filters: UserListParams["filters"]): void {
  const { environmentId, links } = conditions;
  const organizations = filters.organization.filter(isId);
  const roles = filters.role.filter(isId);
  const types = (["email", "phone", "username", "enterprise"] as const).filter((type) =>
    filters.identity.includes(type),
  );
  if (organizations.length > 0) {
    const members = link("membership", "organization_id", organizations, "uuid");
    links.push({ ...members, ...within("organization", organizations, environmentId) });
  }
  if (roles.length > 0) {
    const holders = link("membership_role", "role_id", roles, "uuid");
    links.push({ ...holders, ...within("role", roles, environmentId) });
  }
  if (types.length > 0) {
    const { sql, isOrdered } = link("identity", "type", types, "identity_type");
    const inEnvironment = isOrdered ? Prisma.raw("true") : undefined;
    links.push({
      sql: Prisma.sql`${sql} AND environment_id = ${environmentId}::uuid`,
      isOrdered,
      inEnvironment,
    });
  }
  if (filters.signIn.includes("locked")) {
    // A lock's subject is a user id, or a hash when nobody has the identifier that was tried.
    links.push({
      sql: Prisma.sql`SELECT CASE WHEN length(subject) = 36 THEN subject::uuid END AS user_id FROM lockout
        WHERE environment_id = ${environmentId}::uuid AND locked_until > now()`,
      isOrdered: false,
    });
  }
}

function within(table: "organization" | "role", [only, ...others]: readonly string[], environmentId: string) {
  if (!only || others.length > 0) return {};
  const inEnvironment = Prisma.sql`EXISTS (SELECT FROM ${Prisma.raw(table)}
    WHERE id = ${only}::uuid AND environment_id = ${environmentId}::uuid)`;
  return { inEnvironment };
}

function link(table: string, column: string, values: readonly string[], type: string) {
  const [only] = values;
  const place = Prisma.raw(`SELECT user_id FROM ${table} WHERE ${column}`);
  const cast = Prisma.raw(`::${type}`);
  if (values.length === 1) return { sql: Prisma.sql`${place} = ${only}${cast}`, isOrdered: true };
  const list = Prisma.join(values.map((value) => Prisma.sql`${value}${cast}`));
  return { sql: Prisma.sql`${place} IN (${list})`, isOrdered: false };
}

function addRanges(conditions: UserConditions, filters: UserListParams["filters"]): void {
  const { ranges } = conditions;
  const created = parseDateRange(filters.created[0]);
  if (created) {
    const bounds: Prisma.Sql[] = [];
    if (created.from) bounds.push(Prisma.sql`u.id >= ${firstIdAt(new Date(created.from))}::uuid`);
    if (created.to) bounds.push(Prisma.sql`u.id < ${firstIdAt(dayAfter(created.to))}::uuid`);
    const test = Prisma.join(bounds, " AND ");
    ranges.push({ sort: "created", test, inSegment: () => test });
  }
  if (filters.signIn.includes("never")) {
    const test = Prisma.sql`u.last_sign_in_at IS NULL`;
    ranges.push({ sort: "lastSignIn", test, inSegment: () => test });
  }
  const inactive = parseDateRange(filters.inactive[0])?.to;
  if (inactive) {
    // Who never signed in counts as inactive since the day they were added. Nobody signs in before being added, so
    // everyone inactive is that old: the index of ids can leave out the rest.
    const added = Prisma.sql`u.id < ${firstIdAt(new Date(inactive))}::uuid`;
    const signedIn = Prisma.sql`u.last_sign_in_at < ${new Date(inactive).toISOString()}::timestamptz`;
    ranges.push(
      { sort: "created", test: added, inSegment: () => added },
      {
        sort: "lastSignIn",
        test: Prisma.sql`(${signedIn} OR u.last_sign_in_at IS NULL)`,
        inSegment: (segment) => (segment === "value" ? signedIn : Prisma.raw("true")),
      },
    );
  }
}

function dayAfter(day: string): Date {
  return new Date(new Date(day).getTime() + DAY);
}
