import "server-only";
import { queryRows } from "@/lib/core/query-rows";
import { Prisma } from "@/prisma/generated/client";
import { type UserConditions, whereUsers } from "./user-conditions";

const MOST_COUNTED = 10_000;
// More links than can be counted, so that a few hidden users among them do not matter.
const LINKS_READ = 11_000;

/** How many users pass the filters, counted no further than ten thousand; a search counts in `findFewUsers`. */
export async function countUsers(conditions: UserConditions): Promise<{ count: number; isCapped: boolean }> {
  const found = await countUpTo(conditions, MOST_COUNTED + 1);
  return { count: Math.min(found, MOST_COUNTED), isCapped: found > MOST_COUNTED };
}

async function countUpTo(conditions: UserConditions, limit: number): Promise<number> {
  const whole = wholeLink(conditions);
  if (whole) return countLinked(conditions, whole, limit);
  const count = await countWith(conditions, LINKS_READ, limit);
  // Only many deleted users among the links read can make this short; then every link is read.
  const isCut = conditions.links.length > 0 && count < limit;
  return isCut && (await isLinkCut(conditions)) ? countWith(conditions, null, limit) : count;
}

/** The one link that says everything but who is deleted. */
function wholeLink({ links, tests, ranges, statuses }: UserConditions): Prisma.Sql | null {
  const [only, ...others] = links;
  const isAlone = others.length === 0 && tests.length === 0 && ranges.length === 0;
  const isAllButDeleted = statuses.length === 2 && !statuses.includes("deleted");
  return only?.inEnvironment && isAlone && isAllButDeleted
    ? Prisma.sql`SELECT DISTINCT l.user_id FROM (${only.sql}) l WHERE ${only.inEnvironment}`
    : null;
}

/** Two indexes side by side in the order of their ids, the link's and that of deleted users: no user's row is read. */
async function countLinked(conditions: UserConditions, whole: Prisma.Sql, limit: number): Promise<number> {
  const [row] = await queryRows<{ count: number }>(Prisma.sql`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM (${whole}) l WHERE NOT EXISTS (
        SELECT FROM app_user u WHERE u.environment_id = ${conditions.environmentId}::uuid
          AND u.status = 'deleted' AND u.id = l.user_id)
      LIMIT ${limit}) matches`);
  return row?.count ?? 0;
}

function countWith(conditions: UserConditions, linksRead: number | null, limit: number): Promise<number> {
  const cut = linksRead === null ? Prisma.empty : Prisma.sql`LIMIT ${linksRead}`;
  // As an array the ids are looked up in the order of the index, in one go.
  const links = conditions.links.map(
    ({ sql }) => Prisma.sql`u.id = ANY (ARRAY (SELECT l.user_id FROM (${sql}) l ${cut}))`,
  );
  return countRows(conditions, links, limit);
}

async function countRows(conditions: UserConditions, links: Prisma.Sql[], limit: number): Promise<number> {
  const [row] = await queryRows<{ count: number }>(Prisma.sql`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM app_user u WHERE ${whereUsers(conditions, links)} LIMIT ${limit}) matches`);
  return row?.count ?? 0;
}

async function isLinkCut({ links }: UserConditions): Promise<boolean> {
  const checks = links.map(
    ({ sql }) => Prisma.sql`EXISTS (SELECT 1 FROM (${sql}) l OFFSET ${LINKS_READ} LIMIT 1)`,
  );
  const [row] = await queryRows<{ cut: boolean }>(Prisma.sql`SELECT ${Prisma.join(checks, " OR ")} AS cut`);
  return row?.cut ?? false;
}
