import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";

type Ending = { status: "finished" } | { status: "cancelled" } | { status: "stopped"; failure: string };

/** Ends a job whose row is held, and writes its line in the log with what it has done. */
export async function endBulkJob(tx: Tx, ctx: Context, jobId: string, ending: Ending): Promise<void> {
  const { total, changed, refused, skipped } = await tx.bulkJob.update({
    where: { id: jobId },
    data: { ...ending, finishedAt: new Date() },
    select: { total: true, changed: true, refused: true, skipped: true },
  });
  await recordEvent(tx, ctx, {
    type: `bulk_job.${ending.status}`,
    target: { type: "bulk_job", id: jobId },
    reason: ending.status === "stopped" ? ending.failure : undefined,
    after: { users: total ?? undefined, changed, refused, skipped },
  });
}

/** The context for the log's line of a job that nobody may go on with. */
export function jobContext(environment: Context["environment"], jobId: string, tx: Tx): Context {
  const request = { id: jobId, ip: null, userAgent: null };
  return { actor: { type: "system", job: "run_bulk_job" }, environment, request, tx };
}
