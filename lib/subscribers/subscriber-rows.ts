import "server-only";
import { db } from "@/lib/core/db";
import { Prisma } from "@/prisma/generated/client";
import type { SubscriberSort } from "./list-spec";
import type { SubscriberStatus } from "./schema";
import type { SubscriberConditions } from "./subscriber-conditions";

/** A row of the list, with what its place in it is made of. */
export type SubscriberListRow = {
  id: string;
  firstName: string;
  lastName: string;
  email: string;
  status: SubscriberStatus;
  source: string | null;
  convertedUserId: string | null;
  createdAt: Date;
  sortName: string;
  claim: string;
};

/** The place of a row in a list: its sort value (null under "created") and its id. */
export type SubscriberPlace = { value: string | null; id: string };

// With so many rows looked at for each one wanted, a filter that still found too few is rare enough to be gathered whole.
const ROWS_LOOKED_AT = 100;

const SORT_COLUMNS = {
  created: Prisma.raw("s.id"),
  name: Prisma.raw("s.sort_name"),
  email: Prisma.raw("s.claim"),
} as const;

const COLUMNS = Prisma.raw(`s.id, s.first_name AS "firstName", s.last_name AS "lastName", s.email, s.source,
  CASE WHEN s.converted_user_id IS NULL THEN s.status::text ELSE 'converted' END AS status,
  s.converted_user_id AS "convertedUserId", s.created_at AS "createdAt", s.sort_name AS "sortName", s.claim`);

/** The next `limit` rows after a place (or before it, when `isBackward`: nearest first). */
export async function subscriberRows(
  { list, filters }: SubscriberConditions,
  order: { key: SubscriberSort; isDescending: boolean },
  options: { after: SubscriberPlace | null; isBackward: boolean; limit: number },
): Promise<SubscriberListRow[]> {
  const { after, isBackward, limit } = options;
  const isDown = order.isDescending !== isBackward;
  const direction = Prisma.raw(isDown ? "DESC" : "ASC");
  const column = SORT_COLUMNS[order.key];
  const orderBy =
    order.key === "created"
      ? Prisma.sql`s.id ${direction}`
      : Prisma.sql`${column} ${direction}, s.id ${direction}`;
  const range = after ? Prisma.sql`${list} AND ${beyond(after, order.key, isDown)}` : list;
  const matches = filters.length > 0 ? Prisma.join(filters, " AND ") : Prisma.raw("true");

  const looked = filters.length > 0 ? limit * ROWS_LOOKED_AT : limit;
  const found = await db.$queryRaw<SubscriberListRow[]>`
    SELECT ${COLUMNS} FROM (SELECT s.* FROM subscriber s WHERE ${range} ORDER BY ${orderBy} LIMIT ${looked}) s
    WHERE ${matches} ORDER BY ${orderBy} LIMIT ${limit}`;
  if (filters.length === 0 || found.length === limit) return found;
  return db.$queryRaw<SubscriberListRow[]>`
    WITH s AS MATERIALIZED (SELECT s.* FROM subscriber s WHERE ${range} AND ${matches})
    SELECT ${COLUMNS} FROM s ORDER BY ${orderBy} LIMIT ${limit}`;
}

function beyond({ value, id }: SubscriberPlace, key: SubscriberSort, isDown: boolean): Prisma.Sql {
  const comparison = Prisma.raw(isDown ? "<" : ">");
  if (key === "created") return Prisma.sql`s.id ${comparison} ${id}::uuid`;
  return Prisma.sql`(${SORT_COLUMNS[key]}, s.id) ${comparison} (${value}::text, ${id}::uuid)`;
}

/** How many rows match, counted no further than `most`. */
export async function countSubscribers(
  { list, filters }: SubscriberConditions,
  most: number,
): Promise<number> {
  const tests = Prisma.join([list, ...filters], " AND ");
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT 1 FROM subscriber s WHERE ${tests} LIMIT ${most}) matches`;
  return row?.count ?? 0;
}
