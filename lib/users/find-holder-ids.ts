import "server-only";
import { queryRows } from "@/lib/core/query-rows";
import { Prisma } from "@/prisma/generated/client";
import { type AskedHolders, type FoundHolders, findNamedHolders, wholeOf } from "./find-named-holders";
import { nextHolders, SHOWN_STATUSES } from "./holder-queries";
import { sampleWords } from "./sample-words";
import { searchConditions } from "./user-search";

const MOST_COUNTED = 1_000;
// A few more than are counted, because deleted users among them are not shown.
const MOST_GATHERED = 1_100;
const BATCHES = [60, 600, 6_000] as const;

/** A page of the ids of those who hold it, newest first, and how many they are as far as that is cheap to know. */
export async function findHolderIds(asked: AskedHolders): Promise<FoundHolders> {
  const hasWords = asked.q !== "";
  const [few, share] = await Promise.all([
    gatherFew(asked),
    hasWords ? sampleWords(asked.environmentId, searchConditions(asked.q)) : 0,
  ]);
  if (few) return wholeOf(await keepMatches(asked, few), asked);
  if (hasWords) return findNamedHolders(asked, share);
  return { ids: await walkHolders(asked), count: MOST_COUNTED, isCapped: true };
}

/** All who hold it and are shown, where they are few; else null. */
async function gatherFew({ environmentId, held }: AskedHolders): Promise<string[] | null> {
  const whole = { after: null, isBackward: false };
  if (held.kind === "permission" && (await hasLargeRole(held.id))) return null;
  const ids = await idsOf(Prisma.sql`
    SELECT holder.user_id AS id FROM (${nextHolders(held, whole, MOST_GATHERED + 1)}) holder`);
  if (ids.length > MOST_GATHERED) return null;
  const shown = await keepShown(environmentId, ids);
  return shown.length > MOST_COUNTED ? null : shown;
}

/** Ends at the first role that by itself is held by more users than are counted, so that the others are not read. */
async function hasLargeRole(permissionId: string): Promise<boolean> {
  const [row] = await queryRows<{ isLarge: boolean }>(Prisma.sql`
    SELECT EXISTS (
      SELECT FROM role_permission rp WHERE rp.permission_id = ${permissionId}::uuid AND (
        SELECT count(*) FROM (
          SELECT DISTINCT user_id FROM membership_role WHERE role_id = rp.role_id LIMIT ${MOST_GATHERED + 1}
        ) members) > ${MOST_GATHERED}) AS "isLarge"`);
  return row?.isLarge ?? false;
}

/** Along those who hold it; deleted users are left out, so it looks further until the page is full. */
async function walkHolders({ environmentId, held, range, limit }: AskedHolders): Promise<string[]> {
  const found: string[] = [];
  let after = range.after;
  for (let round = 0; ; round++) {
    const looked = BATCHES[Math.min(round, BATCHES.length - 1)] ?? limit;
    const ids = await idsOf(Prisma.sql`
      SELECT holder.user_id AS id FROM (${nextHolders(held, { ...range, after }, looked)}) holder`);
    found.push(...(await keepShown(environmentId, ids)));
    after = ids.at(-1) ?? null;
    if (found.length >= limit || ids.length < looked) return found.slice(0, limit);
  }
}

async function keepShown(environmentId: string, ids: readonly string[]): Promise<string[]> {
  const shown = new Set(
    await idsOf(Prisma.sql`SELECT u.id FROM app_user u WHERE u.id = ANY (${ids}::uuid[])
      AND u.environment_id = ${environmentId}::uuid AND u.status IN ${SHOWN_STATUSES}`),
  );
  return ids.filter((id) => shown.has(id));
}

async function keepMatches({ q }: AskedHolders, ids: readonly string[]): Promise<readonly string[]> {
  if (q === "") return ids;
  return idsOf(Prisma.sql`SELECT u.id FROM app_user u WHERE u.id = ANY (${ids}::uuid[])
    AND ${Prisma.join(searchConditions(q), " AND ")} ORDER BY u.id DESC`);
}

async function idsOf(query: Prisma.Sql): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(query);
  return rows.map(({ id }) => id);
}
