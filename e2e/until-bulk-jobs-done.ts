import { db } from "@/lib/core/db";
import { expect } from "./fixtures";

/** Waits until the application's worker has nothing more to do for bulk actions. */
export async function untilBulkJobsDone(): Promise<void> {
  await expect
    .poll(async () => {
      const [row] = await db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = 'run_bulk_job'`;
      return row?.count;
    })
    .toBe(0);
}
