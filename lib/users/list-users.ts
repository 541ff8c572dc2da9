import "server-only";
import type { Context } from "@/lib/core/context";
import { isId } from "@/lib/core/ids";
import { decodeCursor, encodeCursor } from "@/lib/core/list-params";
import { assertCan } from "@/lib/permissions/assert-can";
import { countUsers } from "./count-users";
import { findFewUsers } from "./find-few-users";
import { USERS_ON_A_PAGE, type UserListParams, type UserSort } from "./list-spec";
import { lookForUsers } from "./look-for-users";
import { sampleWords } from "./sample-words";
import { userConditions } from "./user-conditions";
import type { UserPlace } from "./user-index-range";
import { userPageIds } from "./user-page-ids";
import { type UserRow, userRows } from "./user-rows";

// A search finds its rows all over the table: to count ten thousand of them takes longer than the page itself.
const MOST_GATHERED = 3_000;

export type UserPage = {
  users: UserRow[];
  /** The number of the first row, where it is known: on the first page. */
  from: number | undefined;
  count: number;
  isCapped: boolean;
  next: string | null;
  previous: string | null;
};

/** A page of users with their organizations, the cursors of the pages beside it, and the count up to its cap. */
export async function listUsers(ctx: Context, params: UserListParams): Promise<UserPage> {
  assertCan(ctx, "users:read");
  const conditions = await userConditions(ctx, params);
  const after = readPlace(params);
  const isBackward = after !== null && params.direction === "previous";
  const limit = USERS_ON_A_PAGE + 1;
  const find = conditions.tests.length > 0 ? search : filter;
  const { ids, ...counted } = await find(conditions, params.sort, { after, isBackward, limit });

  // One more than a page tells that there is another page beyond.
  const shown = ids.slice(0, USERS_ON_A_PAGE);
  const rows = await userRows(isBackward ? shown.toReversed() : shown);
  const hasMore = ids.length > USERS_ON_A_PAGE;
  const [first, last] = [rows.at(0), rows.at(-1)];
  return {
    users: rows.map(({ sortName: _, ...row }) => row),
    from: after === null || (isBackward && !hasMore) ? 1 : undefined,
    ...counted,
    next: last && (isBackward || hasMore) ? encodeCursor(placeOf(last, params.sort.key)) : null,
    previous: first && (isBackward ? hasMore : after) ? encodeCursor(placeOf(first, params.sort.key)) : null,
  };
}

type Found = { ids: string[]; count: number; isCapped: boolean };

async function filter(...[conditions, order, page]: Parameters<typeof userPageIds>): Promise<Found> {
  const [counted, ids] = await Promise.all([countUsers(conditions), userPageIds(conditions, order, page)]);
  return { ids, ...counted };
}

/**
 * Words that are common fill a page soon on the way through the list, and then at least so many have them; rare ones are
 * found and counted by their index.
 */
async function search(...[conditions, order, page]: Parameters<typeof userPageIds>): Promise<Found> {
  let share: Promise<number> | undefined;
  const sample = () => (share ??= sampleWords(conditions.environmentId, conditions.tests));
  const [first, here] = await Promise.all([
    lookForUsers(conditions, order, { after: null, isBackward: false, limit: page.limit, sample }),
    page.after && lookForUsers(conditions, order, { ...page, sample }),
  ]);
  const looked = here ?? first;
  const isPage = looked.isEnd || looked.ids.length >= page.limit;
  if (isPage && (first.isEnd || first.ids.length >= page.limit)) {
    // "50+", not "51+", where the look ended with the page.
    const count = first.ids.length === page.limit && !first.isEnd ? USERS_ON_A_PAGE : first.ids.length;
    return { ids: looked.ids.slice(0, page.limit), count, isCapped: !first.isEnd };
  }
  const few = await findFewUsers(conditions, order, { ...page, most: MOST_GATHERED });
  if (few.isWhole) return { ids: few.ids, count: few.count, isCapped: false };
  const ids = isPage
    ? looked.ids.slice(0, page.limit)
    : await userPageIds(conditions, order, { ...page, isGathered: true });
  // A first page that is not full is the whole list.
  if (page.after === null && ids.length < page.limit) return { ids, count: ids.length, isCapped: false };
  return { ids, count: Math.max(few.atLeast, Math.min(ids.length, USERS_ON_A_PAGE)), isCapped: true };
}

/** The place of a row under a sort, as its cursor holds it. */
export function placeOf(
  row: { id: string; sortName: string; email: string | null; lastSignInAt: Date | null },
  sort: UserSort,
): UserPlace {
  const values = {
    created: null,
    name: row.sortName,
    email: row.email,
    lastSignIn: row.lastSignInAt?.toISOString() ?? null,
  };
  return { value: values[sort], id: row.id };
}

function readPlace({ cursor, sort }: UserListParams): UserPlace | null {
  const place = cursor === null ? null : decodeCursor(cursor);
  if (typeof place !== "object" || place === null || !("value" in place) || !("id" in place)) return null;
  const { value, id } = place;
  if (!isId(id) || !(value === null || (typeof value === "string" && !value.includes("\0")))) return null;
  if (sort.key === "name" && value === null) return null;
  if (sort.key === "lastSignIn" && value !== null && Number.isNaN(Date.parse(value))) return null;
  return { value, id };
}
