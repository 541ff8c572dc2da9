import "server-only";
import { db } from "@/lib/core/db";
import { Prisma, type UserStatus } from "@/prisma/generated/client";
import type { UserSort } from "./list-spec";
import type { Segment, UserConditions } from "./user-conditions";

/** The place of a row in a list: its sort value (null where it has none) and its id. */
export type UserPlace = { value: string | null; id: string };

export type UserOrder = { key: UserSort; isDescending: boolean };

// With so many rows looked at for each one wanted, a filter that still found too few is rare enough to be gathered whole.
const ROWS_LOOKED_AT = 100;
// Newest and oldest lie side by side in the table, and who matches words is dear to gather: then more rows are looked at.
const ROWS_SEARCHED = 400;

/** What each sort orders by. */
export const userSortColumns = {
  created: { column: Prisma.raw("u.id"), cast: Prisma.raw("::uuid"), hasNulls: false },
  name: { column: Prisma.raw("u.sort_name"), cast: Prisma.raw("::text"), hasNulls: false },
  email: { column: Prisma.raw("u.email"), cast: Prisma.raw("::text"), hasNulls: true },
  lastSignIn: { column: Prisma.raw("u.last_sign_in_at"), cast: Prisma.raw("::timestamptz"), hasNulls: true },
} as const;

/** The ids of the next `limit` users after a place (or before it, when `isBackward`: nearest first). Nulls come last. */
export async function userPageIds(
  conditions: UserConditions,
  order: UserOrder,
  options: { after: UserPlace | null; isBackward: boolean; limit: number },
): Promise<string[]> {
  const { after, isBackward } = options;
  const all: Segment[] = userSortColumns[order.key].hasNulls ? ["value", "null"] : ["value"];
  const segments = isBackward ? all.toReversed() : all;
  const begin =
    after === null || !userSortColumns[order.key].hasNulls || after.value !== null ? "value" : "null";
  const ids: string[] = [];
  for (const segment of after === null ? segments : segments.slice(segments.indexOf(begin))) {
    const limit = options.limit - ids.length;
    if (limit <= 0) break;
    const range = new IndexRange(conditions, order, segment, isBackward, segment === begin ? after : null);
    ids.push(...(await range.read(limit)));
  }
  return ids;
}

/** One range of one sort's index, filtered. */
class IndexRange {
  constructor(
    private readonly conditions: UserConditions,
    private readonly order: UserOrder,
    private readonly segment: Segment,
    private readonly isBackward: boolean,
    private readonly after: UserPlace | null,
  ) {}

  async read(limit: number): Promise<string[]> {
    const filters = this.filters();
    if (filters.length === 0) return idsOf(this.walk(limit, limit));
    const [first, ...others] = this.conditions.links;
    if (this.order.key === "created" && first?.isOrdered && others.length === 0) {
      const found = await idsOf(this.walkLink(first.sql, limit));
      if (found.length === limit) return found;
    } else {
      const found = await idsOf(this.walk(limit, this.looked(limit)));
      if (found.length === limit) return found;
    }
    return idsOf(this.gather(limit));
  }

  private looked(limit: number): number {
    const isSearch = this.order.key === "created" && this.conditions.tests.length > 0;
    return limit * (isSearch ? ROWS_SEARCHED : ROWS_LOOKED_AT);
  }

  /** Goes along the index in the order of the list and keeps what passes, for `looked` rows. */
  private walk(limit: number, looked: number): Prisma.Sql {
    const branch = (status: UserStatus) => Prisma.sql`(
      SELECT u.* FROM app_user u WHERE ${this.range(Prisma.sql`u.status = ${status}::user_status`)}
      ORDER BY ${this.orderBy()} LIMIT ${looked})`;
    const union = Prisma.join(this.conditions.statuses.map(branch), " UNION ALL ");
    return Prisma.sql`SELECT u.id FROM (SELECT u.* FROM (${union}) u ORDER BY ${this.orderBy()} LIMIT ${looked}) u
      WHERE ${and(this.filters())} ORDER BY ${this.orderBy()} LIMIT ${limit}`;
  }

  /** Goes along the index of a link, which has the order of ids already. */
  private walkLink(link: Prisma.Sql, limit: number): Prisma.Sql {
    const filters = this.filters({ withLinks: false });
    const bounds = this.after
      ? Prisma.sql`WHERE l.user_id ${this.comparison()} ${this.after.id}::uuid`
      : Prisma.empty;
    const direction = this.direction();
    // OFFSET 0 keeps the filters out of the join: with words among them it would begin by their index.
    return Prisma.sql`SELECT u.id FROM (
        SELECT u.* FROM (
          SELECT DISTINCT l.user_id FROM (${link}) l ${bounds}
          ORDER BY l.user_id ${direction} LIMIT ${this.looked(limit)}) l
        JOIN app_user u ON u.id = l.user_id
        WHERE ${this.range(this.shown())} ORDER BY l.user_id ${direction} OFFSET 0) u
      WHERE ${and(filters)} ORDER BY u.id ${direction} LIMIT ${limit}`;
  }

  /** Finds all that pass first, by whatever index suits, and then puts them in order. */
  private gather(limit: number): Prisma.Sql {
    const { column } = userSortColumns[this.order.key];
    return Prisma.sql`WITH found AS MATERIALIZED (
        SELECT u.id, ${column} AS key FROM app_user u WHERE ${this.range(this.shown())} AND ${and(this.filters())})
      SELECT id FROM found ORDER BY key ${this.direction()}, id ${this.direction()} LIMIT ${limit}`;
  }

  private filters({ withLinks } = { withLinks: true }): Prisma.Sql[] {
    const { tests, links, ranges } = this.conditions;
    return [
      ...tests,
      ...(withLinks ? links : []).map(({ sql }) => Prisma.sql`u.id IN (${sql})`),
      ...ranges.filter(({ sort }) => sort !== this.order.key).map(({ test }) => test),
    ];
  }

  private range(status: Prisma.Sql): Prisma.Sql {
    const { column, cast, hasNulls } = userSortColumns[this.order.key];
    const tests = [Prisma.sql`u.environment_id = ${this.conditions.environmentId}::uuid`, status];
    if (hasNulls)
      tests.push(
        Prisma.sql`${column} IS ${this.segment === "null" ? Prisma.raw("NULL") : Prisma.raw("NOT NULL")}`,
      );
    for (const { sort, inSegment } of this.conditions.ranges) {
      if (sort === this.order.key) tests.push(inSegment(this.segment));
    }
    if (this.after) {
      const { value, id } = this.after;
      tests.push(
        this.order.key === "created" || this.segment === "null"
          ? Prisma.sql`u.id ${this.comparison()} ${id}::uuid`
          : Prisma.sql`(${column}, u.id) ${this.comparison()} (${value}${cast}, ${id}::uuid)`,
      );
    }
    return and(tests);
  }

  private shown(): Prisma.Sql {
    return Prisma.sql`u.status IN (${Prisma.join(this.conditions.statuses.map((status) => Prisma.sql`${status}::user_status`))})`;
  }

  private orderBy(): Prisma.Sql {
    const { column } = userSortColumns[this.order.key];
    const direction = this.direction();
    if (this.order.key === "created") return Prisma.sql`u.id ${direction}`;
    return Prisma.sql`${column} ${direction}, u.id ${direction}`;
  }

  private isDown(): boolean {
    return this.order.isDescending !== this.isBackward;
  }

  private direction(): Prisma.Sql {
    return this.isDown() ? Prisma.raw("DESC") : Prisma.raw("ASC");
  }

  private comparison(): Prisma.Sql {
    return this.isDown() ? Prisma.raw("<") : Prisma.raw(">");
  }
}

function and(tests: Prisma.Sql[]): Prisma.Sql {
  return tests.length > 0 ? Prisma.join(tests, " AND ") : Prisma.raw("true");
}

async function idsOf(query: Prisma.Sql): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>(query);
  return rows.map(({ id }) => id);
}
