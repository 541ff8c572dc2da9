import "server-only";
import { lookThrough } from "./look-through";
import type { UserConditions } from "./user-conditions";
import { segmentsFrom, UserIndexRange, type UserOrder, type UserPlace } from "./user-index-range";

/**
 * The next users with the words, as far as looking through the list finds them; `isEnd` when these are all. `sample` tells what
 * share of all users have the words.
 */
export async function lookForUsers(
  conditions: UserConditions,
  order: UserOrder,
  page: { after: UserPlace | null; isBackward: boolean; limit: number; sample: () => Promise<number> },
): Promise<{ ids: string[]; isEnd: boolean }> {
  const ids: string[] = [];
  for (const { segment, after } of segmentsFrom(order, page)) {
    const range = (place: UserPlace | null) =>
      new UserIndexRange(conditions, order, segment, page.isBackward, place);
    const found = await lookThrough<UserPlace>((place, rows, wanted) => range(place).look(rows, wanted), {
      after,
      wanted: page.limit - ids.length,
      // Of those who have the words, others tests may let pass few.
      sample: range(after).isFilteredByWordsAlone() ? page.sample : undefined,
    });
    ids.push(...found.ids);
    if (!found.isEnd) return { ids, isEnd: false };
  }
  return { ids, isEnd: true };
}
