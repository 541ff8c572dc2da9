import "server-only";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { findAdminRights } from "@/lib/permissions/find-admin-rights";
import type { BulkJobStatus } from "@/prisma/generated/client";
import { type BulkDeed, bulkDeed } from "./schema";

export type LockedJob = {
  id: string;
  status: BulkJobStatus;
  deed: BulkDeed;
  query: string | null;
  total: number | null;
  cursor: string | null;
  createdById: string;
};

/** Holds a job's row until the transaction ends: its batches, and who cancels it, take turns. */
export async function lockBulkJob(tx: Tx, jobId: string): Promise<LockedJob | null> {
  const [row] = await tx.$queryRaw<(Omit<LockedJob, "deed"> & { deed: unknown })[]>`
    SELECT id, status, deed, query, total, cursor, created_by_id AS "createdById"
    FROM bulk_job WHERE id = ${jobId}::uuid FOR UPDATE`;
  return row ? { ...row, deed: bulkDeed.parse(row.deed) } : null;
}

/**
 * The context in which a job goes on: the admin who started it, with the rights of this moment; null when they are no
 * active admin any more. Its events carry the job's id as their request.
 */
export async function findBulkContext(tx: Tx, jobId: string): Promise<Context | null> {
  const job = await tx.bulkJob.findUniqueOrThrow({
    where: { id: jobId },
    select: {
      createdById: true,
      ip: true,
      userAgent: true,
      environment: { select: { id: true, key: true, name: true } },
    },
  });
  const actor = await findAdminRights(job.createdById, { tx });
  const request = { id: jobId, ip: job.ip, userAgent: job.userAgent };
  return actor && { actor, environment: job.environment, request, tx };
}

// Small enough that nobody who waits for one of its rows, or for the worker's process, notices.
const BATCH = 100;

/** How many users a batch takes: few where each is guarded by itself. */
export function batchSize({ environment }: Context): number {
  return environment.key === TEAM_ENVIRONMENT ? 25 : BATCH;
}
