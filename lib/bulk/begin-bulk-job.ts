import "server-only";
import type { Context } from "@/lib/core/context";
import { db, type Tx } from "@/lib/core/db";
import { parseListParams } from "@/lib/core/list-params";
import { USER_LIST } from "@/lib/users/list-spec";
import { userConditions, whereUsers } from "@/lib/users/user-conditions";
import { lockBulkJob } from "./bulk-context";
import { requireBulkContext } from "./require-bulk-context";

// A million rows take some seconds, and must be one statement: all that match at one moment.
const TIMEOUT = 300_000;

/** Writes down whom a job is about, once; users who come later are no part of it. */
export async function beginBulkJob(jobId: string): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const job = await lockBulkJob(tx, jobId);
      if (job?.status !== "queued") return;
      const ctx = await requireBulkContext(tx, job);
      if (!ctx) return;
      const total = job.query === null ? job.total : await writeRows(tx, ctx, jobId, job.query);
      await tx.bulkJob.update({
        where: { id: jobId },
        data: { status: "running", total, startedAt: new Date() },
      });
    },
    { timeout: TIMEOUT, maxWait: 10_000 },
  );
}

async function writeRows(tx: Tx, ctx: Context, jobId: string, query: string): Promise<number> {
  const params = parseListParams(new URLSearchParams(query), USER_LIST);
  const conditions = await userConditions(ctx, params);
  // Ids are times: whoever came to be after the job was started has a greater one.
  return tx.$executeRaw`
    INSERT INTO bulk_job_row (job_id, user_id)
    SELECT ${jobId}::uuid, u.id FROM app_user u WHERE ${whereUsers(conditions)} AND u.id < ${jobId}::uuid
    ORDER BY u.id`;
}
