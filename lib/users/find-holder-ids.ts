import "server-only";
import { db } from "@/lib/core/db";
import { Prisma } from "@/prisma/generated/client";
import {
  beyond,
  direction,
  type HeldThing,
  type HolderRange,
  isHolder,
  nextHolders,
  SHOWN_STATUSES,
} from "./holder-queries";
import { searchConditions } from "./user-search";

type Asked = { environmentId: string; held: HeldThing; q: string; range: HolderRange; limit: number };
type Found = { ids: string[]; count?: number; isCapped?: boolean };

const MOST_COUNTED = 1_000;
// A few more than are counted, because deleted users among them are not shown.
const MOST_GATHERED = 1_100;
// So many users with the words are looked up one by one; more are met soon enough on the way through the list.
const MOST_MATCHES = 500;
// With so many users looked at for each one wanted, words and holders that still met too seldom are rare enough.
const ROWS_LOOKED_AT = 100;
const BATCHES = [60, 600, 6_000] as const;

/** A page of the ids of those who hold it, newest first, and how many they are as far as that is cheap to know. */
export async function findHolderIds(asked: Asked): Promise<Found> {
  const few = await gatherFew(asked);
  if (!few && asked.q === "") {
    return { ids: await walkHolders(asked), count: MOST_COUNTED, isCapped: true };
  }
  const matches = few ? await keepMatches(asked, few) : await findMatches(asked);
  if (!matches) return { ids: await walkUsers(asked) };
  return { ids: pageOf(matches, asked), count: matches.length };
}

/** All who hold it and are shown, where they are few; else null. */
async function gatherFew({ environmentId, held }: Asked): Promise<string[] | null> {
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
  const [row] = await db.$queryRaw<{ isLarge: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM role_permission rp WHERE rp.permission_id = ${permissionId}::uuid AND (
        SELECT count(*) FROM (
          SELECT DISTINCT user_id FROM membership_role WHERE role_id = rp.role_id LIMIT ${MOST_GATHERED + 1}
        ) members) > ${MOST_GATHERED}) AS "isLarge"`;
  return row?.isLarge ?? false;
}

/** Along those who hold it; deleted users are left out, so it looks further until the page is full. */
async function walkHolders({ environmentId, held, range, limit }: Asked): Promise<string[]> {
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

async function keepMatches({ q }: Asked, ids: readonly string[]): Promise<readonly string[]> {
  if (q === "") return ids;
  return idsOf(Prisma.sql`SELECT u.id FROM app_user u WHERE u.id = ANY (${ids}::uuid[])
    AND ${hasWords(q)} ORDER BY u.id DESC`);
}

/** Those with the words who hold it, by the index of words; null when too many have the words. */
async function findMatches({ environmentId, held, q }: Asked): Promise<string[] | null> {
  const named = await idsOf(Prisma.sql`
    SELECT u.id FROM app_user u WHERE u.environment_id = ${environmentId}::uuid
      AND u.status IN ${SHOWN_STATUSES} AND ${hasWords(q)} LIMIT ${MOST_MATCHES + 1}`);
  if (named.length > MOST_MATCHES) return null;
  return idsOf(Prisma.sql`
    SELECT u.id FROM unnest(${named}::uuid[]) AS u (id) WHERE ${isHolder(held)} ORDER BY u.id DESC`);
}

/** Along all users, where both the words and the holders are common; at last all with the words are gathered. */
async function walkUsers(asked: Asked): Promise<string[]> {
  const found = await idsOf(lookThrough(asked, Prisma.sql`LIMIT ${asked.limit * ROWS_LOOKED_AT}`));
  return found.length === asked.limit ? found : idsOf(gatherMatches(asked));
}

function lookThrough({ environmentId, held, q, range, limit }: Asked, looked: Prisma.Sql): Prisma.Sql {
  const order = direction(range);
  const branch = (status: string) => Prisma.sql`(
    SELECT u.id, u.search FROM app_user u WHERE u.environment_id = ${environmentId}::uuid
      AND u.status = ${status}::user_status AND ${beyond(Prisma.raw("u.id"), range)}
    ORDER BY u.id ${order} ${looked})`;
  return Prisma.sql`SELECT u.id FROM (
      SELECT * FROM (${branch("active")} UNION ALL ${branch("suspended")}) u ORDER BY u.id ${order} ${looked}) u
    WHERE ${hasWords(q)} AND ${isHolder(held)} ORDER BY u.id ${order} LIMIT ${limit}`;
}

function gatherMatches({ environmentId, held, q, range, limit }: Asked): Prisma.Sql {
  const order = direction(range);
  return Prisma.sql`WITH named AS MATERIALIZED (
      SELECT u.id FROM app_user u WHERE u.environment_id = ${environmentId}::uuid
        AND u.status IN ${SHOWN_STATUSES} AND ${beyond(Prisma.raw("u.id"), range)} AND ${hasWords(q)}
      ORDER BY u.id ${order})
    SELECT u.id FROM named u WHERE ${isHolder(held)} ORDER BY u.id ${order} LIMIT ${limit}`;
}

function pageOf(ids: readonly string[], { range, limit }: Asked): string[] {
  const { after, isBackward } = range;
  const ordered = isBackward ? ids.toReversed() : ids;
  return ordered.filter((id) => after === null || (isBackward ? id > after : id < after)).slice(0, limit);
}

function hasWords(q: string): Prisma.Sql {
  return Prisma.join([Prisma.raw("true"), ...searchConditions(q)], " AND ");
}

async function idsOf(query: Prisma.Sql): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>(query);
  return rows.map(({ id }) => id);
}
