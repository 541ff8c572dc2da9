import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { decodeCursor, encodeCursor } from "@/lib/core/list-params";
import { searchWords } from "@/lib/core/search-words";
import { assertCan } from "@/lib/permissions/assert-can";
import { Prisma } from "@/prisma/generated/client";
import { MOST_MEMBERS_COUNTED, ORGANIZATIONS_ON_A_PAGE, type OrganizationListParams } from "./list-spec";

const MOST_COUNTED = 10_000;

export type OrganizationRow = {
  id: string;
  code: string;
  name: string;
  externalId: string | null;
  isDefault: boolean;
  suspendedAt: Date | null;
  createdAt: Date;
  /** Counted to one more than MOST_MEMBERS_COUNTED. */
  memberCount: number;
};

type Place = { value: string; id: string };

/** A page of organizations, each with its members counted up to a cap, and the count of all up to its own. */
export async function listOrganizations(ctx: Context, params: OrganizationListParams) {
  assertCan(ctx, "organizations:read");
  const tests = conditions(ctx, params);
  const after = readPlace(params.cursor);
  const isBackward = after !== null && params.direction === "previous";
  const [[counted], found] = await Promise.all([
    db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM (
        SELECT 1 FROM organization o WHERE ${and(tests)} LIMIT ${MOST_COUNTED + 1}) matches`,
    selectPage(params, tests, after, isBackward),
  ]);

  // One more than a page tells that there is another page beyond.
  const hasMore = found.length > ORGANIZATIONS_ON_A_PAGE;
  const shown = found.slice(0, ORGANIZATIONS_ON_A_PAGE);
  const rows = isBackward ? shown.toReversed() : shown;
  const [first, last] = [rows.at(0), rows.at(-1)];
  const count = counted?.count ?? 0;
  return {
    organizations: rows.map(({ sortName: _, ...row }): OrganizationRow => row),
    // Deeper in the list nobody has counted the rows before.
    from: after === null ? 1 : undefined,
    count: Math.min(count, MOST_COUNTED),
    isCapped: count > MOST_COUNTED,
    next: last && (isBackward || hasMore) ? cursorOf(last) : null,
    previous: first && (isBackward ? hasMore : after) ? cursorOf(first) : null,
  };
}

type FoundRow = OrganizationRow & { sortName: string };

// Members are counted for the rows of the page only, no further than the cap, from the index of the primary key: a
// counter kept in the row would have every sign-up wait for the same row of the default organization.
function selectPage(
  { sort }: OrganizationListParams,
  tests: Prisma.Sql[],
  after: Place | null,
  isBackward: boolean,
): Promise<FoundRow[]> {
  const isDown = sort.isDescending !== isBackward;
  const direction = Prisma.raw(isDown ? "DESC" : "ASC");
  const comparison = Prisma.raw(isDown ? "<" : ">");
  const order =
    sort.key === "name"
      ? Prisma.sql`o.sort_name ${direction}, o.id ${direction}`
      : Prisma.sql`o.id ${direction}`;
  const beyond = after && [
    sort.key === "name"
      ? Prisma.sql`(o.sort_name, o.id) ${comparison} (${after.value}, ${after.id}::uuid)`
      : Prisma.sql`o.id ${comparison} ${after.id}::uuid`,
  ];
  return db.$queryRaw<FoundRow[]>`
    SELECT o.id, o.code, o.name, o.external_id AS "externalId", o.is_default AS "isDefault",
      o.suspended_at AS "suspendedAt", o.created_at AS "createdAt", o.sort_name AS "sortName",
      (SELECT count(*)::int FROM (
        SELECT 1 FROM membership m WHERE m.organization_id = o.id LIMIT ${MOST_MEMBERS_COUNTED + 1}
      ) counted) AS "memberCount"
    FROM (
      SELECT * FROM organization o WHERE ${and([...tests, ...(beyond ?? [])])}
      ORDER BY ${order} LIMIT ${ORGANIZATIONS_ON_A_PAGE + 1}
    ) o ORDER BY ${order}`;
}

function conditions(ctx: Context, { q, filters }: OrganizationListParams): Prisma.Sql[] {
  const tests = [Prisma.sql`o.environment_id = ${ctx.environment.id}::uuid`];
  tests.push(...(isId(q) ? [Prisma.sql`o.id = ${q}::uuid`] : searchWords(Prisma.raw("o.search"), q)));
  const isActive = filters.status.includes("active");
  if (isActive !== filters.status.includes("suspended")) {
    tests.push(Prisma.sql`o.suspended_at IS ${Prisma.raw(isActive ? "NULL" : "NOT NULL")}`);
  }
  return tests;
}

function and(tests: Prisma.Sql[]): Prisma.Sql {
  return Prisma.join(tests, " AND ");
}

function cursorOf({ sortName, id }: FoundRow): string {
  return encodeCursor({ value: sortName, id } satisfies Place);
}

function readPlace(cursor: string | null): Place | null {
  const place = cursor === null ? null : decodeCursor(cursor);
  if (typeof place !== "object" || place === null || !("value" in place) || !("id" in place)) return null;
  const { value, id } = place;
  return isId(id) && typeof value === "string" && !value.includes("\0") ? { value, id } : null;
}
