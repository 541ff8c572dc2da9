import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { addJob } from "@/lib/core/add-job";
import { db } from "@/lib/core/db";
import { arePagesServed } from "@/lib/core/page-traffic";
import { beginBulkJob } from "./begin-bulk-job";
import { lockBulkJob } from "./bulk-context";
import { endBulkJob, jobContext } from "./end-bulk-job";
import { runBulkBatch } from "./run-bulk-batch";

// While pages are served they have the database for themselves half of the time.
const PAUSE_FOR_PAGES = 1;
const SHORTEST_PAUSE_MS = 5;

/** Does a job from where it stands to its end. When its worker has to stop, another takes it up. */
export async function runBulkJob(jobId: string, signal?: AbortSignal): Promise<void> {
  await beginBulkJob(jobId);
  for (let begin = performance.now(); await runBulkBatch(jobId); begin = performance.now()) {
    if (signal?.aborted) return continueLater(jobId);
    const took = performance.now() - begin;
    await delay(arePagesServed() ? Math.max(took * PAUSE_FOR_PAGES, SHORTEST_PAUSE_MS) : SHORTEST_PAUSE_MS);
  }
}

async function continueLater(jobId: string): Promise<void> {
  await db.$transaction((tx) => addJob(tx, "run_bulk_job", { jobId }, { queue: "bulk", maxAttempts: 25 }));
}

/** Ends a job that failed for reasons of ours until nobody tries it any more. */
export async function abandonBulkJob(jobId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const job = await lockBulkJob(tx, jobId);
    if (job?.status !== "running" && job?.status !== "queued") return;
    const { environment } = await tx.bulkJob.findUniqueOrThrow({
      where: { id: jobId },
      select: { environment: { select: { id: true, key: true, name: true } } },
    });
    const failure = "Something went wrong on our side, again and again. What was done until then stays.";
    await endBulkJob(tx, jobContext(environment, jobId, tx), jobId, { status: "stopped", failure });
  });
}
