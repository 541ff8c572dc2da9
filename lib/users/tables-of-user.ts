import "server-only";
import type { Tx } from "@/lib/core/db";

/**
 * The tables whose rows fall with a user, those first that others refer to. Read from the database itself, so that no
 * table a later release adds can be forgotten.
 */
export async function tablesOfUser(tx: Tx): Promise<string[]> {
  const found = await tx.$queryRaw<{ name: string }[]>`
    WITH RECURSIVE falls AS (
      SELECT conrelid, 1 AS depth FROM pg_constraint
      WHERE contype = 'f' AND confdeltype = 'c' AND confrelid = 'app_user'::regclass
      UNION
      SELECT c.conrelid, falls.depth + 1 FROM pg_constraint c JOIN falls ON c.confrelid = falls.conrelid
      WHERE c.contype = 'f' AND c.confdeltype = 'c'
    )
    SELECT relname AS name FROM falls JOIN pg_class ON oid = conrelid GROUP BY relname ORDER BY max(depth), relname`;
  return found.map(({ name }) => name);
}
