import "server-only";
import type { Context } from "@/lib/core/context";
import { db, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import type { TargetResult } from "@/lib/users/change-targets";
import { batchSize, type LockedJob, lockBulkJob } from "./bulk-context";
import { doBulkDeed } from "./do-bulk-deed";
import { endBulkJob } from "./end-bulk-job";
import { requireBulkContext } from "./require-bulk-context";

const TIMEOUT = 60_000;

/**
 * Does a job's next batch, results and place included, in one transaction: a process that dies at any moment has done a
 * batch whole or not at all. Gives whether there is more to do.
 */
export async function runBulkBatch(jobId: string): Promise<boolean> {
  return db.$transaction(
    async (tx) => {
      const job = await lockBulkJob(tx, jobId);
      if (job?.status !== "running") return false;
      const ctx = await requireBulkContext(tx, job);
      if (!ctx) return false;
      const userIds = await nextUsers(tx, job, batchSize(ctx));
      if (userIds.length === 0) {
        await endBulkJob(tx, ctx, jobId, { status: "finished" });
        return false;
      }
      const results = await doOrStop(tx, ctx, job, userIds);
      if (!results) return false;
      await keepResults(tx, jobId, results);
      return true;
    },
    { timeout: TIMEOUT, maxWait: 10_000 },
  );
}

async function nextUsers(tx: Tx, { id, cursor }: LockedJob, limit: number): Promise<string[]> {
  const rows = await tx.bulkJobRow.findMany({
    where: { jobId: id, ...(cursor && { userId: { gt: cursor } }) },
    orderBy: { userId: "asc" },
    take: limit,
    select: { userId: true },
  });
  return rows.map(({ userId }) => userId);
}

/** What is refused for everybody, such as an organization that is gone, ends the job; nothing of the batch stays. */
async function doOrStop(
  tx: Tx,
  ctx: Context,
  job: LockedJob,
  userIds: string[],
): Promise<TargetResult[] | null> {
  await tx.$executeRaw`SAVEPOINT bulk_batch`;
  try {
    return await doBulkDeed(tx, ctx, job.deed, userIds);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT bulk_batch`;
    await endBulkJob(tx, ctx, job.id, { status: "stopped", failure: error.message });
    return null;
  }
}

async function keepResults(tx: Tx, jobId: string, results: TargetResult[]): Promise<void> {
  const ids = results.map(({ userId }) => userId);
  const outcomes = results.map(outcomeOf);
  const reasons = results.map(({ error }) => error?.message ?? null);
  await tx.$executeRaw`
    UPDATE bulk_job_row r SET outcome = d.outcome::bulk_outcome, reason = d.reason
    FROM unnest(${ids}::uuid[], ${outcomes}::text[], ${reasons}::text[]) AS d (user_id, outcome, reason)
    WHERE r.job_id = ${jobId}::uuid AND r.user_id = d.user_id`;
  const count = (outcome: ReturnType<typeof outcomeOf>) => ({
    increment: outcomes.filter((one) => one === outcome).length,
  });
  await tx.bulkJob.update({
    where: { id: jobId },
    data: {
      cursor: ids.at(-1),
      changed: count("changed"),
      refused: count("refused"),
      skipped: count("skipped"),
    },
  });
}

/** Skipped is who already was as the deed would have made them, or had gone beyond it. */
function outcomeOf({ error }: TargetResult): "changed" | "refused" | "skipped" {
  if (!error) return "changed";
  return error.code === "conflict" ? "skipped" : "refused";
}
