import "server-only";
import { db } from "@/lib/core/db";
import { Prisma } from "@/prisma/generated/client";

export const SWEEP_BATCH = 1000;

// Flows and codes stay a day longer, so that a late visitor is told what happened. A count of failed attempts is
// forgotten a day after the last one, and never while the account is locked. Bulk actions keep their results for a month.
const EXPIRED = [
  { table: "oidc_artifact", where: "expires_at < now()" },
  { table: "sign_in_flow", where: "expires_at < now() - interval '1 day'" },
  { table: "verification_code", where: "expires_at < now() - interval '1 day'" },
  {
    table: "lockout",
    where: "updated_at < now() - interval '1 day' AND (locked_until IS NULL OR locked_until < now())",
  },
  { table: "caller_check", where: "expires_at < now() - interval '1 day'" },
  { table: "password_hand_over", where: "expires_at < now()" },
  { table: "rate_limit", where: "window_end_at < now()" },
  {
    table: "bulk_job_row",
    where: "job_id IN (SELECT id FROM bulk_job WHERE finished_at < now() - interval '30 days')",
  },
  {
    table: "bulk_job",
    where: `finished_at < now() - interval '30 days'
      AND NOT EXISTS (SELECT FROM bulk_job_row r WHERE r.job_id = bulk_job.id)`,
  },
] as const;

/**
 * Deletes what has expired, a batch at a time so that no lock lasts; several processes share the work, as each skips
 * the rows that another holds. Gives the number of rows deleted from each table.
 */
export async function sweepExpired(signal?: AbortSignal): Promise<Record<string, number>> {
  const swept: Record<string, number> = {};
  for (const { table, where } of EXPIRED) {
    const statement = Prisma.raw(`
      DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM ${table} WHERE ${where} LIMIT ${SWEEP_BATCH} FOR UPDATE SKIP LOCKED))`);
    let deleted: number;
    do {
      deleted = await db.$executeRaw(statement);
      swept[table] = (swept[table] ?? 0) + deleted;
    } while (deleted === SWEEP_BATCH && !signal?.aborted);
  }
  return swept;
}
