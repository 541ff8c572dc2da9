import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { lockBulkJob } from "./bulk-context";
import { endBulkJob } from "./end-bulk-job";
import { BULK_PERMISSIONS, type cancelBulkJobInput } from "./schema";

/** Ends a job before its end; what is done stays done. Whoever could have started it may. */
export async function cancelBulkJob(
  ctx: Context,
  { jobId }: z.output<typeof cancelBulkJobInput>,
): Promise<void> {
  assertCan(ctx, "users:read");
  await inTransaction(ctx, async (tx) => {
    const where = { id: jobId, environmentId: ctx.environment.id };
    if (!isId(jobId) || (await tx.bulkJob.count({ where })) === 0) throw notFoundError("bulk action");
    // A batch holds the row, so this waits for its end; the next one does not begin.
    const job = await lockBulkJob(tx, jobId);
    if (!job) throw notFoundError("bulk action");
    assertCan(ctx, BULK_PERMISSIONS[job.deed.kind]);
    if (job.status !== "queued" && job.status !== "running") {
      throw new AppError("conflict", "This has ended already.");
    }
    await endBulkJob(tx, ctx, jobId, { status: "cancelled" });
  });
}
