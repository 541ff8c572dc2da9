import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { type CsvCell, csvStream } from "@/lib/core/csv";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { BULK_OUTCOME_LABELS } from "./bulk-words";
import { getBulkJob } from "./get-bulk-job";
import { readBulkResults } from "./list-bulk-results";

const BATCH = 1000;

/** What became of each user as a CSV file, read batch by batch. Recorded, since it names people. */
export async function exportBulkResults(
  ctx: Context,
  jobId: string,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  assertCan(ctx, "users:export");
  const job = await getBulkJob(ctx, jobId);
  await inTransaction(ctx, (tx) =>
    recordEvent(tx, ctx, {
      type: "user.exported",
      target: { type: "bulk_job", id: job.id },
      after: { bulkAction: job.deed.kind, users: job.total ?? undefined },
    }),
  );
  return csvStream(["ID", "Name", "Email", "Result", "Reason"], batches(ctx, job.id));
}

async function* batches(ctx: Context, jobId: string): AsyncGenerator<readonly (readonly CsvCell[])[]> {
  let after: string | null = null;
  do {
    const rows = await readBulkResults(ctx, jobId, [], { after, isBackward: false, limit: BATCH });
    yield rows.map(({ userId, name, email, outcome, reason }) => [
      userId,
      name,
      email,
      BULK_OUTCOME_LABELS[outcome],
      reason,
    ]);
    after = rows.length === BATCH ? (rows.at(-1)?.userId ?? null) : null;
  } while (after);
}
