import { db } from "@/lib/core/db";
import { untilBulkJobsDone } from "./until-bulk-jobs-done";

type Table = { name: string; has_environment: boolean };

// Counters of use and what PostgreSQL or Prisma keep for themselves are no change that anybody asked for.
const IGNORED = ["rate_limit", "_prisma_migrations"];

/** The state of every table, row versions included: equal before and after means that nothing was written. */
export async function snapshotDatabase(environmentId?: string): Promise<Record<string, string>> {
  // What an earlier call has left to the worker is no change of the call in between.
  await untilBulkJobsDone();
  const tables = await db.$queryRaw<Table[]>`
    SELECT c.relname AS name, EXISTS (
      SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'environment_id'
    ) AS has_environment
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> ALL(${IGNORED})
    ORDER BY 1`;
  const parts = tables
    .filter(({ name, has_environment }) => !environmentId || has_environment || name === "environment")
    .map(({ name, has_environment }) => {
      const column = has_environment ? "environment_id" : "id";
      const where = environmentId ? `WHERE t.${column} = '${environmentId}'` : "";
      const version = "t.tableoid::text || t.ctid::text || t.xmin::text";
      return `SELECT '${name}' AS name, COALESCE(md5(string_agg(${version}, ',' ORDER BY t.tableoid, t.ctid)), '') AS state
        FROM "${name}" t ${where}`;
    });
  const rows = await db.$queryRawUnsafe<{ name: string; state: string }[]>(parts.join(" UNION ALL "));
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
}
