import "server-only";
import type { Context } from "@/lib/core/context";
import { isId } from "@/lib/core/ids";
import { decodeCursor, encodeCursor } from "@/lib/core/list-params";
import { assertCan } from "@/lib/permissions/assert-can";
import type { SubscriberListParams, SubscriberSort } from "./list-spec";
import type { SubscriberKind } from "./schema";
import { subscriberConditions } from "./subscriber-conditions";
import {
  countSubscribers,
  type SubscriberListRow,
  type SubscriberPlace,
  subscriberRows,
} from "./subscriber-rows";

const ON_A_PAGE = 50;
const MOST_COUNTED = 10_000;

export type SubscriberRow = Omit<SubscriberListRow, "sortName" | "claim">;

export type SubscriberPage = {
  subscribers: SubscriberRow[];
  from?: number;
  count: number;
  isCapped: boolean;
  next: string | null;
  previous: string | null;
};

/** A page of one of the two lists, the cursors of the pages beside it, and the count up to its cap. */
export async function listSubscribers(
  ctx: Context,
  kind: SubscriberKind,
  params: SubscriberListParams,
): Promise<SubscriberPage> {
  assertCan(ctx, "subscribers:read");
  const conditions = subscriberConditions(ctx, kind, params);
  const after = readPlace(params);
  const isBackward = after !== null && params.direction === "previous";
  const [count, found] = await Promise.all([
    countSubscribers(conditions, MOST_COUNTED + 1),
    subscriberRows(conditions, params.sort, { after, isBackward, limit: ON_A_PAGE + 1 }),
  ]);

  // One more than a page tells that there is another page beyond.
  const shown = found.slice(0, ON_A_PAGE);
  const rows = isBackward ? shown.toReversed() : shown;
  const hasMore = found.length > ON_A_PAGE;
  const [first, last] = [rows.at(0), rows.at(-1)];
  const { key } = params.sort;
  return {
    subscribers: rows.map(({ sortName: _, claim: __, ...row }) => row),
    ...(after === null && { from: 1 }),
    count: Math.min(count, MOST_COUNTED),
    isCapped: count > MOST_COUNTED,
    next: last && (isBackward || hasMore) ? encodeCursor(placeOf(last, key)) : null,
    previous: first && (isBackward ? hasMore : after) ? encodeCursor(placeOf(first, key)) : null,
  };
}

/** The place of a row under a sort, as its cursor holds it. */
export function placeOf({ id, sortName, claim }: SubscriberListRow, sort: SubscriberSort): SubscriberPlace {
  return { value: { created: null, name: sortName, email: claim }[sort], id };
}

function readPlace({ cursor, sort }: SubscriberListParams): SubscriberPlace | null {
  const place = cursor === null ? null : decodeCursor(cursor);
  if (typeof place !== "object" || place === null || !("value" in place) || !("id" in place)) return null;
  const { value, id } = place;
  if (!isId(id)) return null;
  if (sort.key === "created") return { value: null, id };
  return typeof value === "string" && !value.includes("\0") ? { value, id } : null;
}
