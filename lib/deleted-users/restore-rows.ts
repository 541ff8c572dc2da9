import "server-only";
import type { Tx } from "@/lib/core/db";
import type { Snapshot } from "./require-deleted-user";

type ForeignKey = { target: string; columns: string[]; targets: string[] };

/**
 * Writes kept rows back into one table and says which went in: a row stays out when what it refers to is gone, or when what
 * is unique in it has been taken meanwhile. Columns that the table has gained since take their defaults.
 */
export async function restoreRows(tx: Tx, table: string, rows: Snapshot[string]): Promise<string[]> {
  const [first] = rows;
  if (!first) return [];
  const columns = await tx.$queryRaw<{ name: string }[]>`
    SELECT attname AS name FROM pg_attribute
    WHERE attrelid = ${`"${table}"`}::regclass AND attnum > 0 AND NOT attisdropped
      AND attname = ANY (${Object.keys(first)})`;
  const keys = await tx.$queryRaw<ForeignKey[]>`
    SELECT c.confrelid::regclass::text AS target,
      ARRAY(SELECT attname::text FROM unnest(c.conkey) WITH ORDINALITY k(num, place)
        JOIN pg_attribute ON attrelid = c.conrelid AND attnum = num ORDER BY place) AS columns,
      ARRAY(SELECT attname::text FROM unnest(c.confkey) WITH ORDINALITY k(num, place)
        JOIN pg_attribute ON attrelid = c.confrelid AND attnum = num ORDER BY place) AS targets
    FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid = ${`"${table}"`}::regclass`;
  // All names come from the catalogue. What is referred to is held, so that it cannot go between the look and the write.
  const list = columns.map(({ name }) => `"${name}"`).join(", ");
  const inserted = await tx.$queryRawUnsafe<{ row: Record<string, unknown> }[]>(
    `INSERT INTO "${table}" (${list})
     SELECT ${list} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb) r
     WHERE ${["true", ...keys.map(isThere)].join(" AND ")}
     ON CONFLICT DO NOTHING RETURNING to_jsonb("${table}") AS row`,
    JSON.stringify(rows),
  );
  return inserted.map(({ row }) => String(row.id ?? ""));
}

function isThere({ target, columns, targets }: ForeignKey): string {
  const isNull = columns.map((name) => `r."${name}" IS NULL`).join(" OR ");
  const isEqual = columns.map((name, place) => `t."${targets[place]}" = r."${name}"`).join(" AND ");
  return `(${isNull} OR EXISTS (SELECT FROM ${target} t WHERE ${isEqual} FOR KEY SHARE))`;
}
