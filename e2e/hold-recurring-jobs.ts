import { db } from "@/lib/core/db";
import { CRONTAB } from "@/lib/jobs/task-list";
import { expect } from "./fixtures";

/**
 * For an hour no recurring job begins on this worker's database, and what had begun is done: a test that compares the state
 * of every table would take a sweep for a change of the deed that it looks at.
 */
export async function holdRecurringJobs(): Promise<void> {
  const names = CRONTAB.split("\n").map((line) => line.split(" ")[5]);
  // The worker runs a moment of a job only where the moment is later than the last.
  await db.$executeRaw`
    INSERT INTO graphile_worker._private_known_crontabs AS c (identifier, known_since, last_execution)
    SELECT name, now(), now() + interval '1 hour' FROM unnest(${names}::text[]) AS name
    ON CONFLICT (identifier) DO UPDATE SET last_execution = excluded.last_execution`;
  await expect
    .poll(async () => {
      const [row] = await db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = ANY (${names}::text[])`;
      return row?.count;
    })
    .toBe(0);
}
