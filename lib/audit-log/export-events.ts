import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { type CsvCell, csvStream } from "@/lib/core/csv";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { type EventFilter, readEventFilter } from "./event-filter";
import { readEvents } from "./read-events";
import type { EventDetails, EventListParams } from "./schema";
import { selectEvents } from "./select-events";

const BATCH = 1000;

const HEADER = [
  "Date and time",
  "Event",
  "User",
  "Email",
  "User ID",
  "Organizations",
  "IP address",
  "Application",
  "Location",
  "Actor",
  "Actor ID",
  "Reason",
  "Changes",
  "User agent",
  "Request ID",
  "Event ID",
] as const;

/** The events that the list shows, all pages of them, as a CSV file that is read batch by batch. Recorded. */
export async function exportEvents(
  ctx: Context,
  params: Pick<EventListParams, "q" | "filters">,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  assertCan(ctx, "audit:export");
  const filter = await readEventFilter(ctx.environment.id, params);
  const filters = Object.fromEntries(
    Object.entries(params.filters).filter(([, values]) => values.length > 0),
  );
  await inTransaction(ctx, (tx) =>
    recordEvent(tx, ctx, {
      type: "audit_log.exported",
      after: { ...filters, search: params.q || undefined },
    }),
  );
  return csvStream(HEADER, batches(ctx.environment.id, filter));
}

async function* batches(
  environmentId: string,
  filter: EventFilter | null,
): AsyncGenerator<readonly (readonly CsvCell[])[]> {
  let cursor: string | null = null;
  while (filter) {
    const events: EventDetails[] = await readEvents(
      selectEvents(environmentId, filter, { cursor, direction: "next", limit: BATCH }),
    );
    yield events.map(toCells);
    cursor = events.at(-1)?.id ?? null;
    if (events.length < BATCH) return;
  }
}

function toCells(event: EventDetails): readonly CsvCell[] {
  return [
    event.at,
    event.label,
    event.user?.name,
    event.user?.email,
    event.user?.id,
    event.organizations.join("; "),
    event.ip,
    event.application?.name,
    event.location,
    event.actor.name,
    event.actor.id,
    event.reason,
    event.changes
      .map(({ field, before, after }) => `${field}: ${before ?? "–"} → ${after ?? "–"}`)
      .join("; "),
    event.userAgent,
    event.requestId,
    event.id,
  ];
}
