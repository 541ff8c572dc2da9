import "server-only";
import { queryRows } from "@/lib/core/query-rows";
import { Prisma } from "@/prisma/generated/client";
import { type UserConditions, whereUsers } from "./user-conditions";
import { type UserOrder, type UserPlace, userSortColumns } from "./user-index-range";

// Of so many with the words it is asked who is in the links; more are no few.
const MOST_NAMED = 10_000;

/**
 * The count of users and the ids of one page in one statement, when no more than `most` match; else only that at least
 * so many do. Words find their rows all over the table, so both would visit the same ones.
 */
export async function findFewUsers(
  conditions: UserConditions,
  order: UserOrder,
  page: { after: UserPlace | null; isBackward: boolean; limit: number; most: number },
): Promise<{ isWhole: true; count: number; ids: string[] } | { isWhole: false; atLeast: number }> {
  const { column } = userSortColumns[order.key];
  const { links } = conditions;
  const isDown = order.isDescending !== page.isBackward;
  const direction = Prisma.raw(isDown ? "DESC" : "ASC");
  const nulls = Prisma.raw(page.isBackward ? "DESC" : "ASC");
  const mostNamed = links.length > 0 ? MOST_NAMED : page.most;
  const [row] = await queryRows<{ named: number; count: number; ids: string[] }>(Prisma.sql`
    WITH named AS MATERIALIZED (
      SELECT u.id, ${column} AS key FROM app_user u WHERE ${whereUsers(conditions, [])} LIMIT ${mostNamed + 1}),
    found AS MATERIALIZED (SELECT n.id, n.key FROM named n WHERE ${areInLinks(links)} LIMIT ${page.most + 1})
    SELECT (SELECT count(*)::int FROM named) AS named, (SELECT count(*)::int FROM found) AS count, ARRAY (
      SELECT id FROM found WHERE ${isBeyond(order, page, Prisma.raw(isDown ? "<" : ">"))}
      ORDER BY key IS NULL ${nulls}, key ${direction}, id ${direction} LIMIT ${page.limit})::text[] AS ids`);
  const { named, count, ids } = row ?? { named: 0, count: 0, ids: [] };
  return named <= mostNamed && count <= page.most
    ? { isWhole: true, count, ids }
    : { isWhole: false, atLeast: Math.min(count, page.most) };
}

// Those named are looked up in the link's index in one pass; one by one took three times as long. IS TRUE keeps the planner from
// a join, which it would do row by row where it thinks that few have the words.
function areInLinks(links: UserConditions["links"]): Prisma.Sql {
  const tests = links.map(
    ({ sql }) => Prisma.sql`(n.id IN (SELECT l.user_id FROM (${sql}) l
      WHERE l.user_id = ANY (ARRAY (SELECT id FROM named)))) IS TRUE`,
  );
  return tests.length > 0 ? Prisma.join(tests, " AND ") : Prisma.raw("true");
}

// Who has no sort value comes last: after everyone forward, before everyone backward.
function isBeyond(
  order: UserOrder,
  { after, isBackward }: { after: UserPlace | null; isBackward: boolean },
  comparison: Prisma.Sql,
): Prisma.Sql {
  if (after === null) return Prisma.raw("true");
  const { cast, hasNulls } = userSortColumns[order.key];
  const byId = Prisma.sql`id ${comparison} ${after.id}::uuid`;
  if (order.key === "created") return byId;
  if (hasNulls && after.value === null)
    return Prisma.sql`(key IS NULL AND ${byId}${isBackward ? Prisma.raw(" OR key IS NOT NULL") : Prisma.empty})`;
  const byKey = Prisma.sql`(key, id) ${comparison} (${after.value}${cast}, ${after.id}::uuid)`;
  return hasNulls && !isBackward ? Prisma.sql`(${byKey} OR key IS NULL)` : byKey;
}
