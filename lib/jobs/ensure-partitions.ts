import "server-only";
import { db } from "@/lib/core/db";

const MONTHS_AHEAD = 3;

/** Makes the log's partitions of this month and the next ones where they are missing; gives how many it made. */
export async function ensurePartitions(): Promise<number> {
  const [row] = await db.$queryRaw<{ made: number }[]>`
    SELECT "audit".ensure_partitions(now(), now() + make_interval(months => ${MONTHS_AHEAD}::int)) AS made`;
  return row?.made ?? 0;
}
