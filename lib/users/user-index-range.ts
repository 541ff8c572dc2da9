import "server-only";
import { queryRows } from "@/lib/core/query-rows";
import { Prisma, type UserStatus } from "@/prisma/generated/client";
import type { UserSort } from "./list-spec";
import type { Look } from "./look-through";
import type { Segment, UserConditions } from "./user-conditions";

/** The place of a row in a list: its sort value (null where it has none) and its id. */
export type UserPlace = { value: string | null; id: string };

export type UserOrder = { key: UserSort; isDescending: boolean };

// With so many rows looked at for each one wanted, a filter that still found too few is rare enough to be gathered whole.
const ROWS_LOOKED_AT = 100;

/** What each sort orders by. */
export const userSortColumns = {
  created: { column: Prisma.raw("u.id"), cast: Prisma.raw("::uuid"), hasNulls: false },
  name: { column: Prisma.raw("u.sort_name"), cast: Prisma.raw("::text"), hasNulls: false },
  email: { column: Prisma.raw("u.email"), cast: Prisma.raw("::text"), hasNulls: true },
  lastSignIn: { column: Prisma.raw("u.last_sign_in_at"), cast: Prisma.raw("::timestamptz"), hasNulls: true },
} as const;

/** The segments of a sort that lie beyond a place, nearest first, and from where in them. */
export function segmentsFrom(
  order: UserOrder,
  { after, isBackward }: { after: UserPlace | null; isBackward: boolean },
): { segment: Segment; after: UserPlace | null }[] {
  const { hasNulls } = userSortColumns[order.key];
  const all: Segment[] = hasNulls ? ["value", "null"] : ["value"];
  const segments = isBackward ? all.toReversed() : all;
  const begin = after === null || !hasNulls || after.value !== null ? "value" : "null";
  return (after === null ? segments : segments.slice(segments.indexOf(begin))).map((segment) => ({
    segment,
    after: segment === begin ? after : null,
  }));
}

/** One range of one sort's index, filtered. */
export class UserIndexRange {
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
    const link = this.linkToGoAlong();
    if (link) {
      const found = await idsOf(this.walkLink(link, limit));
      if (found.length === limit) return found;
    } else {
      const found = await idsOf(this.walk(limit, limit * ROWS_LOOKED_AT));
      if (found.length === limit) return found;
    }
    return this.gather(limit);
  }

  /** Looks at the next so many rows for some that pass; of a link in the order of ids, at the rows that it leads to. */
  async look(rows: number, wanted: number): Promise<Look<UserPlace>> {
    const link = this.linkToGoAlong();
    const [row] = await queryRows<Look<UserPlace>>(
      link ? this.lookAlong(link, rows, wanted) : this.lookAtRows(rows, wanted),
    );
    return row ?? { ids: [], last: null };
  }

  /** Whether nothing but its words keeps out a row that is looked at. */
  isFilteredByWordsAlone(): boolean {
    const { links } = this.conditions;
    return (links.length === 0 || this.linkToGoAlong() !== null) && this.rangesBeside().length === 0;
  }

  private linkToGoAlong(): Prisma.Sql | null {
    const [first, ...others] = this.conditions.links;
    return this.order.key === "created" && first?.isOrdered && others.length === 0 ? first.sql : null;
  }

  /** Goes along the index in the order of the list and keeps what passes, for `looked` rows. */
  private walk(limit: number, looked: number): Prisma.Sql {
    return Prisma.sql`SELECT u.id FROM (${this.rows(looked)}) u
      WHERE ${and(this.filters())} ORDER BY ${this.orderBy()} LIMIT ${limit}`;
  }

  private rows(count: number): Prisma.Sql {
    const branch = (status: UserStatus) => Prisma.sql`(
      SELECT u.* FROM app_user u WHERE ${this.range(Prisma.sql`u.status = ${status}::user_status`)}
      ORDER BY ${this.orderBy()} LIMIT ${count})`;
    const union = Prisma.join(this.conditions.statuses.map(branch), " UNION ALL ");
    return Prisma.sql`SELECT u.* FROM (${union}) u ORDER BY ${this.orderBy()} LIMIT ${count}`;
  }

  private lookAtRows(count: number, wanted: number): Prisma.Sql {
    const { column } = userSortColumns[this.order.key];
    // One by one for who has the words: as a condition, a link would be made a hash of everybody in it.
    const links = this.conditions.links.map(
      ({ sql }) => Prisma.sql`coalesce((SELECT true FROM (${sql}) l WHERE l.user_id = u.id LIMIT 1), false)`,
    );
    const met = Prisma.sql`SELECT u.id, ${column} AS key FROM (${this.rows(count)}) u
      WHERE ${and([...this.filters({ withLinks: false }), ...links])} ORDER BY ${this.orderBy()} LIMIT ${wanted}`;
    const last = Prisma.sql`SELECT jsonb_build_object('value', key::text, 'id', id) FROM (
      SELECT u.id, ${column} AS key FROM (${this.rows(count)}) u ORDER BY ${this.orderBy()}
      OFFSET ${count - 1} LIMIT 1) farthest`;
    return this.metAndLast(met, last, wanted);
  }

  private lookAlong(link: Prisma.Sql, count: number, wanted: number): Prisma.Sql {
    // An array of ids is looked up in one pass of their index, a third of what a join takes.
    const met = Prisma.sql`SELECT u.id, u.id AS key FROM (
        SELECT u.* FROM app_user u WHERE u.id = ANY (ARRAY (SELECT user_id FROM linked))
        ORDER BY u.id ${this.direction()} OFFSET 0) u
      WHERE ${this.range(this.shown())} AND ${and(this.filters({ withLinks: false }))}
      ORDER BY u.id ${this.direction()} LIMIT ${wanted}`;
    const last = Prisma.sql`SELECT jsonb_build_object('value', null, 'id', user_id) FROM (
      SELECT user_id FROM linked ORDER BY user_id ${this.direction()} OFFSET ${count - 1} LIMIT 1) farthest`;
    return Prisma.sql`WITH linked AS MATERIALIZED (${this.linked(link, count)}) ${this.metAndLast(met, last, wanted)}`;
  }

  // Where enough are met, nobody has to know how far that was.
  private metAndLast(met: Prisma.Sql, last: Prisma.Sql, wanted: number): Prisma.Sql {
    return Prisma.sql`SELECT met.ids::text[] AS ids, CASE WHEN cardinality(met.ids) < ${wanted}::int THEN (${last}) END AS last
      FROM (SELECT ARRAY (SELECT id FROM (${met}) m ORDER BY key ${this.direction()}, id ${this.direction()}) AS ids OFFSET 0) met`;
  }

  private linked(link: Prisma.Sql, count: number): Prisma.Sql {
    const bounds = this.after
      ? Prisma.sql`WHERE l.user_id ${this.comparison()} ${this.after.id}::uuid`
      : Prisma.empty;
    return Prisma.sql`SELECT DISTINCT l.user_id FROM (${link}) l ${bounds}
      ORDER BY l.user_id ${this.direction()} LIMIT ${count}`;
  }

  /** Goes along the index of a link, which has the order of ids already. */
  private walkLink(link: Prisma.Sql, limit: number): Prisma.Sql {
    const filters = this.filters({ withLinks: false });
    const direction = this.direction();
    // OFFSET 0 keeps the filters out of the join: with words among them it would begin by their index.
    return Prisma.sql`SELECT u.id FROM (
        SELECT u.* FROM (${this.linked(link, limit * ROWS_LOOKED_AT)}) l
        JOIN app_user u ON u.id = l.user_id
        WHERE ${this.range(this.shown())} ORDER BY l.user_id ${direction} OFFSET 0) u
      WHERE ${and(filters)} ORDER BY u.id ${direction} LIMIT ${limit}`;
  }

  /** Finds all that pass first, by whatever index suits, and then puts them in order. */
  gather(limit: number): Promise<string[]> {
    const { column } = userSortColumns[this.order.key];
    return idsOf(Prisma.sql`WITH found AS MATERIALIZED (
        SELECT u.id, ${column} AS key FROM app_user u WHERE ${this.range(this.shown())} AND ${and(this.filters())})
      SELECT id FROM found ORDER BY key ${this.direction()}, id ${this.direction()} LIMIT ${limit}`);
  }

  private filters({ withLinks } = { withLinks: true }): Prisma.Sql[] {
    const { tests, links } = this.conditions;
    return [
      ...tests,
      ...(withLinks ? links : []).map(({ sql }) => Prisma.sql`u.id IN (${sql})`),
      ...this.rangesBeside(),
    ];
  }

  /** Ranges of other orders, which this one's index does not answer. */
  private rangesBeside(): Prisma.Sql[] {
    return this.conditions.ranges.filter(({ sort }) => sort !== this.order.key).map(({ test }) => test);
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
  const rows = await queryRows<{ id: string }>(query);
  return rows.map(({ id }) => id);
}
