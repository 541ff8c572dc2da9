import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { can } from "@/lib/permissions/assert-can";
import { findBulkContext, type LockedJob } from "./bulk-context";
import { endBulkJob, jobContext } from "./end-bulk-job";
import { BULK_PERMISSIONS } from "./schema";

/** The context in which a job may go on; else the job is stopped, and there is none. */
export async function requireBulkContext(tx: Tx, job: LockedJob): Promise<Context | null> {
  const ctx = await findBulkContext(tx, job.id);
  if (ctx && can(ctx, BULK_PERMISSIONS[job.deed.kind]) && can(ctx, "users:read")) return ctx;
  const { environment } = await tx.bulkJob.findUniqueOrThrow({
    where: { id: job.id },
    select: { environment: { select: { id: true, key: true, name: true } } },
  });
  await endBulkJob(tx, jobContext(environment, job.id, tx), job.id, {
    status: "stopped",
    failure: "Who started this may not do it any more.",
  });
  return null;
}
