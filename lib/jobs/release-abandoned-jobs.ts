import "server-only";
import { db } from "@/lib/core/db";

/** The first of the two numbers of each worker's advisory lock; any number will do. */
export const WORKER_LOCK_CLASS = 4_283_002;

/**
 * Gives back the jobs that a dead worker had begun: a worker holds an advisory lock while it lives, so a job whose
 * worker holds none is nobody's. Without this it would wait four hours.
 */
export async function releaseAbandonedJobs(): Promise<number> {
  const dead = await db.$queryRaw<{ worker: string }[]>`
    SELECT DISTINCT j.locked_by AS worker FROM graphile_worker.jobs j
    WHERE j.locked_by IS NOT NULL AND j.locked_at < now() - interval '10 seconds' AND NOT EXISTS (
      SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
      WHERE l.locktype = 'advisory' AND l.classid::bigint = ${WORKER_LOCK_CLASS}
        AND l.objid::bigint = hashtext(j.locked_by)::bigint & 4294967295)`;
  if (dead.length === 0) return 0;
  const workers = dead.map(({ worker }) => worker);
  await db.$executeRaw`SELECT graphile_worker.force_unlock_workers(${workers})`;
  return workers.length;
}
