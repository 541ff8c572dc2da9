import "server-only";
import { db } from "@/lib/core/db";
import { Prisma } from "@/prisma/generated/client";
import type { UserConditions } from "./user-conditions";

export const MOST_COUNTED = 10_000;
// More links than can be counted, so that a few hidden users among them do not matter.
const LINKS_READ = 11_000;

/** How many users match, counted no further than one past the cap. */
export async function countUsers(conditions: UserConditions): Promise<number> {
  // With words to look for, their index finds the few who match; which of them are linked is then asked one by one.
  if (conditions.tests.length > 0 && conditions.links.length > 0) {
    return countRows(
      conditions,
      conditions.links.map(({ sql }) => Prisma.sql`u.id IN (${sql})`),
    );
  }
  const count = await countWith(conditions, LINKS_READ);
  // Only many deleted users among the links read can make this short; then every link is read.
  const isCut = conditions.links.length > 0 && count <= MOST_COUNTED;
  return isCut && (await isLinkCut(conditions)) ? countWith(conditions, null) : count;
}

function countWith(conditions: UserConditions, linksRead: number | null): Promise<number> {
  const limit = linksRead === null ? Prisma.empty : Prisma.sql`LIMIT ${linksRead}`;
  // As an array the ids are looked up in the order of the index, in one go.
  const links = conditions.links.map(
    ({ sql }) => Prisma.sql`u.id = ANY (ARRAY (SELECT l.user_id FROM (${sql}) l ${limit}))`,
  );
  return countRows(conditions, links);
}

async function countRows(conditions: UserConditions, links: Prisma.Sql[]): Promise<number> {
  const tests = [
    Prisma.sql`u.environment_id = ${conditions.environmentId}::uuid`,
    Prisma.sql`u.status IN (${Prisma.join(conditions.statuses.map((status) => Prisma.sql`${status}::user_status`))})`,
    ...conditions.tests,
    ...conditions.ranges.map(({ test }) => test),
    ...links,
  ];
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM app_user u WHERE ${Prisma.join(tests, " AND ")} LIMIT ${MOST_COUNTED + 1}) matches`;
  return row?.count ?? 0;
}

async function isLinkCut({ links }: UserConditions): Promise<boolean> {
  const checks = links.map(
    ({ sql }) => Prisma.sql`EXISTS (SELECT 1 FROM (${sql}) l OFFSET ${LINKS_READ} LIMIT 1)`,
  );
  const [row] = await db.$queryRaw<{ cut: boolean }[]>`SELECT ${Prisma.join(checks, " OR ")} AS cut`;
  return row?.cut ?? false;
}
