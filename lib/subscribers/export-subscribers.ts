import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { type CsvCell, csvStream } from "@/lib/core/csv";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { type SubscriberColumn, type SubscriberListParams, shownSubscriberColumns } from "./list-spec";
import { placeOf } from "./list-subscribers";
import type { SubscriberKind } from "./schema";
import { type SubscriberConditions, subscriberConditions } from "./subscriber-conditions";
import { type SubscriberListRow, type SubscriberPlace, subscriberRows } from "./subscriber-rows";

const BATCH = 1000;

const COLUMNS: Record<
  SubscriberColumn,
  { headers: readonly string[]; cells: (row: SubscriberListRow) => readonly CsvCell[] }
> = {
  name: {
    headers: ["ID", "First name", "Last name"],
    cells: ({ id, firstName, lastName }) => [id, firstName, lastName],
  },
  email: { headers: ["Email"], cells: ({ email }) => [email] },
  status: {
    headers: ["Status", "User ID"],
    cells: ({ status, convertedUserId }) => [status, convertedUserId],
  },
  source: { headers: ["Source"], cells: ({ source }) => [source] },
  created: { headers: ["Added"], cells: ({ createdAt }) => [createdAt] },
};

/** What the list shows, all pages of it in its order and columns, as a CSV file read batch by batch. Recorded. */
export async function exportSubscribers(
  ctx: Context,
  kind: SubscriberKind,
  params: SubscriberListParams,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  assertCan(ctx, "subscribers:export");
  const columns = shownSubscriberColumns(params);
  const filters = Object.entries(params.filters).filter(([, values]) => values.length > 0);
  await inTransaction(ctx, (tx) =>
    recordEvent(tx, ctx, {
      type: "subscriber.exported",
      after: { kind, ...Object.fromEntries(filters), search: params.q || undefined, columns },
    }),
  );
  return csvStream(
    columns.flatMap((column) => COLUMNS[column].headers),
    batches(subscriberConditions(ctx, kind, params), params, columns),
  );
}

async function* batches(
  conditions: SubscriberConditions,
  { sort }: SubscriberListParams,
  columns: SubscriberColumn[],
): AsyncGenerator<readonly (readonly CsvCell[])[]> {
  let after: SubscriberPlace | null = null;
  do {
    const options = { after, isBackward: false, limit: BATCH };
    const rows: SubscriberListRow[] = await subscriberRows(conditions, sort, options);
    yield rows.map((row) => columns.flatMap((column) => COLUMNS[column].cells(row)));
    const last = rows.at(-1);
    after = last && rows.length === BATCH ? placeOf(last, sort.key) : null;
  } while (after);
}
