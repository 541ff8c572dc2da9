import "server-only";
import { lookThrough } from "./look-through";
import type { UserConditions } from "./user-conditions";
import { segmentsFrom, UserIndexRange, type UserOrder, type UserPlace } from "./user-index-range";

/** The next users with the words, as far as looking through the list finds them; `isEnd` when these are all. */
export async function lookForUsers(
  conditions: UserConditions,
  order: UserOrder,
  page: { after: UserPlace | null; isBackward: boolean; limit: number },
): Promise<{ ids: string[]; isEnd: boolean }> {
  const ids: string[] = [];
  for (const { segment, after } of segmentsFrom(order, page)) {
    const found = await lookThrough<UserPlace>(
      (place, rows, wanted) =>
        new UserIndexRange(conditions, order, segment, page.isBackward, place).look(rows, wanted),
      { after, wanted: page.limit - ids.length },
    );
    ids.push(...found.ids);
    if (!found.isEnd) return { ids, isEnd: false };
  }
  return { ids, isEnd: true };
}
