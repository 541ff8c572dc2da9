import "server-only";
import { db } from "@/lib/core/db";
import { Prisma } from "@/prisma/generated/client";
import type { UserConditions } from "./user-conditions";
import { type UserOrder, type UserPlace, userSortColumns } from "./user-page-ids";

/**
 * The count of users and the ids of one page in one statement, when no more than `most` match; else null. Words find
 * their rows all over the table, so both would visit the same ones.
 */
export async function findFewUsers(
  conditions: UserConditions,
  order: UserOrder,
  page: { after: UserPlace | null; isBackward: boolean; limit: number; most: number },
): Promise<{ count: number; ids: string[] } | null> {
  const { column } = userSortColumns[order.key];
  const statuses = conditions.statuses.map((status) => Prisma.sql`${status}::user_status`);
  const tests = [
    Prisma.sql`u.environment_id = ${conditions.environmentId}::uuid`,
    Prisma.sql`u.status IN (${Prisma.join(statuses)})`,
    ...conditions.tests,
    ...conditions.ranges.map(({ test }) => test),
    ...conditions.links.map(({ sql }) => Prisma.sql`u.id IN (${sql})`),
  ];
  const isDown = order.isDescending !== page.isBackward;
  const direction = Prisma.raw(isDown ? "DESC" : "ASC");
  const nulls = Prisma.raw(page.isBackward ? "DESC" : "ASC");
  const [row] = await db.$queryRaw<{ count: number; ids: string[] }[]>`
    WITH found AS MATERIALIZED (
      SELECT u.id, ${column} AS key FROM app_user u WHERE ${Prisma.join(tests, " AND ")} LIMIT ${page.most + 1})
    SELECT (SELECT count(*)::int FROM found) AS count, ARRAY (
      SELECT id FROM found WHERE ${isBeyond(order, page, Prisma.raw(isDown ? "<" : ">"))}
      ORDER BY key IS NULL ${nulls}, key ${direction}, id ${direction} LIMIT ${page.limit})::text[] AS ids`;
  return row && row.count <= page.most ? row : null;
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
