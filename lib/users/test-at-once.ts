import { expect, vi } from "vitest";
import { db } from "@/lib/core/db";

/** For tests: runs deeds to one user so that all of them have begun, and wait for the user's row, before the first goes on. */
export async function atOnce(
  userId: string,
  deeds: readonly (() => Promise<unknown>)[],
): Promise<PromiseSettledResult<unknown>[]> {
  const running = await db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
      const begun = Promise.allSettled(deeds.map((deed) => deed()));
      await vi.waitFor(async () => expect(await countWaiting()).toBe(deeds.length), { timeout: 10_000 });
      // In an object, as a promise would be waited for here.
      return { begun };
    },
    { timeout: 20_000 },
  );
  return running.begun;
}

async function countWaiting(): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row?.count ?? 0;
}
