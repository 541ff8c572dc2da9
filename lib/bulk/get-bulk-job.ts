import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { bulkJobSelect, toBulkJob } from "./bulk-job-row";

/** One bulk action with the names of what it is about. */
export async function getBulkJob(ctx: Context, jobId: string) {
  assertCan(ctx, "users:read");
  const environmentId = ctx.environment.id;
  const row = isId(jobId)
    ? await db.bulkJob.findFirst({ where: { id: jobId, environmentId }, select: bulkJobSelect })
    : null;
  if (!row) throw notFoundError("bulk action");
  const [job] = await toBulkJob([row]);
  if (!job) throw notFoundError("bulk action");
  const { deed } = job;
  const select = { name: true } as const;
  const [organization, role] = await Promise.all([
    "organizationId" in deed
      ? db.organization.findFirst({ where: { id: deed.organizationId, environmentId }, select })
      : null,
    "roleId" in deed ? db.role.findFirst({ where: { id: deed.roleId, environmentId }, select }) : null,
  ]);
  return { ...job, organizationName: organization?.name ?? null, roleName: role?.name ?? null };
}

export type BulkJobDetails = Awaited<ReturnType<typeof getBulkJob>>;
