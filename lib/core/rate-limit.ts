import "server-only";
import { db } from "./db";
import { runPrepared } from "./run-prepared";

export type RateLimit = { limit: number; windowSeconds: number };

/**
 * Counts one use of `key` and says whether it is still within the limit. One atomic statement, so any number of
 * processes share the count. `key` must hold no personal data: hash addresses and identifiers first.
 */
export async function countUse(key: string, { limit, windowSeconds }: RateLimit): Promise<boolean> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    INSERT INTO rate_limit AS r (key, count, window_end_at)
    VALUES (${key}, 1, now() + make_interval(secs => ${windowSeconds}))
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN r.window_end_at <= now() THEN 1 ELSE r.count + 1 END,
      window_end_at = CASE WHEN r.window_end_at <= now() THEN excluded.window_end_at ELSE r.window_end_at END
    RETURNING count`;
  return (row?.count ?? 1) <= limit;
}

/** SQL for how often a key was used in its window, or no row; `key` is the name of a parameter. */
export const countSql = (key: `$${number}`) =>
  `SELECT count FROM rate_limit WHERE key = ${key} AND window_end_at > now()`;

const READ_COUNT = { name: "read-rate-limit", text: countSql("$1") };

/** Whether one more use of `key` would be within the limit, without counting it: for limits on failures only. */
export async function isWithinLimit(key: string, { limit }: RateLimit): Promise<boolean> {
  const [row] = await runPrepared<{ count: number }>(READ_COUNT, [key]);
  return (row?.count ?? 0) < limit;
}
