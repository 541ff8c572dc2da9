import type { PoolClient } from "pg";

type Definition = { table: string; name: string; definition: string };

/**
 * Runs a load of many rows without secondary indexes, foreign keys and triggers, and builds them anew after it. All in
 * the caller's transaction: a load that is cut off leaves the database as it was.
 */
export async function loadInBulk(
  client: PoolClient,
  tables: readonly string[],
  load: () => Promise<void>,
  say: (line: string) => void,
): Promise<void> {
  await client.query("SET LOCAL maintenance_work_mem = '512MB'");
  const indexes = await client.query<Definition>(
    `SELECT t.name AS table, i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN unnest($1::text[]) AS t (name) ON i.indrelid = t.name::regclass
     WHERE NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [tables],
  );
  const keys = await client.query<Definition>(
    `SELECT t.name AS table, quote_ident(c.conname) AS name, pg_get_constraintdef(c.oid) AS definition
     FROM pg_constraint c JOIN unnest($1::text[]) AS t (name) ON c.conrelid = t.name::regclass WHERE c.contype = 'f'`,
    [tables],
  );
  const timed = async (what: string, statement: string) => {
    const begin = performance.now();
    await client.query(statement);
    say(`  ${what}: ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  };

  for (const key of keys.rows) await client.query(`ALTER TABLE ${key.table} DROP CONSTRAINT ${key.name}`);
  for (const index of indexes.rows) await client.query(`DROP INDEX ${index.name}`);
  for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await load();
  for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  for (const { name, definition } of indexes.rows) {
    // "ON ONLY" would leave the partitions without it.
    await timed(`index ${name}`, definition.replace(" ON ONLY ", " ON "));
  }
  for (const { table, name, definition } of keys.rows) {
    await timed(`foreign key ${name}`, `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  }
}
