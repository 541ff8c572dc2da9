import "server-only";
import type { UserConditions } from "./user-conditions";
import { segmentsFrom, UserIndexRange, type UserOrder, type UserPlace } from "./user-index-range";

/**
 * The ids of the next `limit` users after a place (or before it, when `isBackward`: nearest first). Nulls come last. Where
 * looking through the list was of no use before, `isGathered` finds all that pass at once.
 */
export async function userPageIds(
  conditions: UserConditions,
  order: UserOrder,
  options: { after: UserPlace | null; isBackward: boolean; limit: number; isGathered?: boolean },
): Promise<string[]> {
  const { isBackward, isGathered } = options;
  const ids: string[] = [];
  for (const { segment, after } of segmentsFrom(order, options)) {
    const limit = options.limit - ids.length;
    if (limit <= 0) break;
    const range = new UserIndexRange(conditions, order, segment, isBackward, after);
    ids.push(...(await (isGathered ? range.gather(limit) : range.read(limit))));
  }
  return ids;
}
