import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { readEventFilter } from "./event-filter";
import { readEvents } from "./read-events";
import type { EventListParams, EventRow } from "./schema";
import { countEvents, MAX_COUNT, selectEvents } from "./select-events";

const PAGE_SIZE = 50;

export type EventPage = {
  rows: EventRow[];
  next: string | null;
  previous: string | null;
  count: number;
  isCapped: boolean;
};

/** A page of the environment's log, newest first; the cursor is the id of the event at the edge of the page shown. */
export async function listEvents(ctx: Context, params: EventListParams): Promise<EventPage> {
  assertCan(ctx, "audit:read");
  const cursor = isId(params.cursor) ? params.cursor : null;
  const direction = cursor ? params.direction : "next";
  const filter = await readEventFilter(ctx.environment.id, params);
  if (!filter) return { rows: [], next: null, previous: null, count: 0, isCapped: false };

  const source = selectEvents(ctx.environment.id, filter, { cursor, direction, limit: PAGE_SIZE + 1 });
  const [found, [counted]] = await Promise.all([
    readEvents(source),
    db.$queryRaw<{ count: number }[]>(countEvents(ctx.environment.id, filter)),
  ]);
  // One row more than a page tells whether there is another; going back, that row is the newest.
  const hasMore = found.length > PAGE_SIZE;
  const rows = direction === "next" ? found.slice(0, PAGE_SIZE) : found.slice(hasMore ? 1 : 0);
  const hasNext = direction === "next" ? hasMore : true;
  const hasPrevious = direction === "next" ? cursor !== null : hasMore;
  const count = counted?.count ?? 0;
  return {
    rows: rows.map(toRow),
    next: hasNext ? (rows.at(-1)?.id ?? null) : null,
    previous: hasPrevious ? (rows[0]?.id ?? null) : null,
    count: Math.min(count, MAX_COUNT),
    isCapped: count > MAX_COUNT,
  };
}

function toRow(event: EventRow): EventRow {
  const { id, label, type, at, user, organizations, application, actor, ip, location } = event;
  return { id, label, type, at, user, organizations, application, actor, ip, location };
}
