import "server-only";
import { db, type Tx } from "@/lib/core/db";
import { MOST_CONNECTION_USERS } from "./schema";

/** How many users sign in through a connection, counted to one more than MOST_CONNECTION_USERS. */
export async function countConnectionUsers(connectionId: string, tx: Tx = db): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM identity WHERE connection_id = ${connectionId}::uuid AND claim IS NOT NULL
      LIMIT ${MOST_CONNECTION_USERS + 1}) counted`;
  return row?.count ?? 0;
}
