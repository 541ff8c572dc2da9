import "server-only";
import { queryRows } from "@/lib/core/query-rows";
import { Prisma } from "@/prisma/generated/client";

// About 1,200 rows, which a common word is met in several times, in less than a millisecond.
const PAGES = 34;

/**
 * The share of an environment's users (0 to 1) whom the tests of a search, on a row `u` of app_user, let pass: an estimate by
 * pages spread over the whole table, the same ones each time. Rows that lie side by side would not do: thousands of an import may
 * all lack a word, or all have it.
 */
export async function sampleWords(environmentId: string, tests: Prisma.Sql[]): Promise<number> {
  const [row] = await queryRows<{ share: number }>(Prisma.sql`
    SELECT coalesce(avg((${Prisma.join(tests, " AND ")})::int), 0)::float AS share
    FROM app_user u TABLESAMPLE SYSTEM (least(100, 100.0 * ${PAGES}::int * current_setting('block_size')::int
      / greatest(1, (SELECT pg_relation_size('app_user'))))) REPEATABLE (0)
    WHERE u.environment_id = ${environmentId}::uuid`);
  return row?.share ?? 0;
}
