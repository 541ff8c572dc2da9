import "server-only";
import { queryRows } from "@/lib/core/query-rows";
import { Prisma } from "@/prisma/generated/client";
import {
  beyond,
  direction,
  type HeldThing,
  type HolderRange,
  holdersAmong,
  nextHolders,
  SHOWN_STATUSES,
} from "./holder-queries";
import { type Look, lookThrough } from "./look-through";
import { searchConditions } from "./user-search";

export type AskedHolders = {
  environmentId: string;
  held: HeldThing;
  q: string;
  range: HolderRange;
  limit: number;
};
export type FoundHolders = { ids: string[]; count?: number; isCapped?: boolean };

// Of so many users with the words it is asked who holds it; more are met soon enough on the way through the holders.
const MOST_NAMED = 10_000;
// One array for all the indexes in which they are looked up.
const NAMED_IDS = Prisma.sql`named_ids AS MATERIALIZED (SELECT array_agg(id) AS list FROM named)`;
// With words of so many they are met soon along any way.
const COMMON_SHARE = 1 / 200;

/**
 * A page of the ids of those who have the words and hold it, where holders are many. Rare words begin with who has them, and
 * are counted; common ones with who holds it, and then at least a page of them is known. `share` is that of users with the words.
 */
export async function findNamedHolders(asked: AskedHolders, share: number): Promise<FoundHolders> {
  const areCommon = share >= COMMON_SHARE;
  const rare = areCommon ? null : await findFew(asked);
  if (rare) return wholeOf(rare, asked);
  const [first, here] = await Promise.all([
    lookForHolders({ ...asked, range: { after: null, isBackward: false } }, share),
    asked.range.after === null ? null : lookForHolders(asked, share),
  ]);
  if (first.isEnd) return wholeOf(first.ids, asked);
  const looked = here ?? first;
  const isPage = looked.isEnd || looked.ids.length >= asked.limit;
  if (isPage && first.ids.length >= asked.limit) {
    // "25+", not "26+", where the look ended with the page.
    const count = first.ids.length === asked.limit ? asked.limit - 1 : first.ids.length;
    return { ids: looked.ids.slice(0, asked.limit), count, isCapped: true };
  }
  const few = areCommon ? await findFew(asked) : null;
  if (few) return wholeOf(few, asked);
  return { ids: isPage ? looked.ids.slice(0, asked.limit) : await gather(asked) };
}

/** The page of a list that is known whole, newest first. */
export function wholeOf(
  all: readonly string[],
  { range: { after, isBackward }, limit }: AskedHolders,
): FoundHolders {
  const ordered = isBackward ? all.toReversed() : all;
  const beyondPlace = ordered.filter((id) => after === null || (isBackward ? id > after : id < after));
  return { ids: beyondPlace.slice(0, limit), count: all.length };
}

/** Those with the words who hold it, by the index of words; null when too many have the words. */
async function findFew(asked: AskedHolders): Promise<string[] | null> {
  const whole = { ...asked, range: { after: null, isBackward: false } };
  const [row] = await queryRows<{ named: number; ids: string[] }>(Prisma.sql`
    WITH named AS MATERIALIZED (${named(whole)} LIMIT ${MOST_NAMED + 1}), ${NAMED_IDS}
    SELECT (SELECT count(*)::int FROM named) AS named,
      ARRAY (SELECT user_id FROM (${holdersAmongNamed(asked)}) h ORDER BY user_id DESC)::text[] AS ids`);
  return row && row.named <= MOST_NAMED ? row.ids : null;
}

/** Along those who hold it, for who has the words: the next ones, as far as they are met soon. */
function lookForHolders({ environmentId, held, q, range, limit }: AskedHolders, share: number) {
  const order = direction(range);
  const look = async (after: string | null, rows: number, wanted: number): Promise<Look<string>> => {
    // An array of ids is looked up in one pass of their index; OFFSET 0 keeps the index of words out of it.
    const [row] = await queryRows<Look<string>>(Prisma.sql`
      WITH holders AS MATERIALIZED (${nextHolders(held, { ...range, after }, rows)}),
      met AS MATERIALIZED (
        SELECT u.id FROM (
          SELECT u.* FROM app_user u WHERE u.id = ANY (ARRAY (SELECT user_id FROM holders))
          ORDER BY u.id ${order} OFFSET 0) u
        WHERE u.environment_id = ${environmentId}::uuid AND u.status IN ${SHOWN_STATUSES} AND ${hasWords(q)}
        ORDER BY u.id ${order} LIMIT ${wanted})
      SELECT ARRAY (SELECT id FROM met ORDER BY id ${order})::text[] AS ids,
        CASE WHEN (SELECT count(*) FROM met) < ${wanted}::int THEN (
          SELECT user_id FROM holders ORDER BY user_id ${order} OFFSET ${rows - 1} LIMIT 1) END AS last`);
    return row ?? { ids: [], last: null };
  };
  return lookThrough(look, { after: range.after, wanted: limit, sample: async () => share });
}

async function gather(asked: AskedHolders): Promise<string[]> {
  const [row] = await queryRows<{ ids: string[] }>(Prisma.sql`
    WITH named AS MATERIALIZED (${named(asked)}), ${NAMED_IDS}
    SELECT ARRAY (SELECT user_id FROM (${holdersAmongNamed(asked)}) h
      ORDER BY user_id ${direction(asked.range)} LIMIT ${asked.limit})::text[] AS ids`);
  return row?.ids ?? [];
}

function named({ environmentId, q, range }: AskedHolders): Prisma.Sql {
  return Prisma.sql`SELECT u.id FROM app_user u WHERE u.environment_id = ${environmentId}::uuid
    AND u.status IN ${SHOWN_STATUSES} AND ${beyond(Prisma.raw("u.id"), range)} AND ${hasWords(q)}`;
}

function holdersAmongNamed({ held }: AskedHolders): Prisma.Sql {
  return holdersAmong(held, Prisma.sql`(SELECT list FROM named_ids)::uuid[]`);
}

function hasWords(q: string): Prisma.Sql {
  return Prisma.join([Prisma.raw("true"), ...searchConditions(q)], " AND ");
}
