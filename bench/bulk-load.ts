import type { PoolClient } from "pg";

type IndexRow = { name: string; definition: string };

/**
 * Runs a load of many rows without secondary indexes and triggers, and builds the indexes anew after it. All in the
 * caller's transaction: a load that is cut off leaves the database as it was.
 */
export async function loadInBulk(
  client: PoolClient,
  tables: readonly string[],
  load: () => Promise<void>,
  say: (line: string) => void,
): Promise<void> {
  await client.query("SET LOCAL maintenance_work_mem = '512MB'");
  const restoreTriggers = await disableTriggers(client, tables);
  const { rows } = await client.query<IndexRow>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN unnest($1::text[]) AS t (name) ON i.indrelid = t.name::regclass
     WHERE NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
    [tables],
  );
  for (const index of rows) await client.query(`DROP INDEX ${index.name}`);
  await load();
  for (const index of rows) {
    const begin = performance.now();
    // "ON ONLY" would leave the partitions without it.
    await client.query(index.definition.replace(" ON ONLY ", " ON "));
    say(`  index ${index.name}: ${((performance.now() - begin) / 1000).toFixed(1)} s`);
  }
  await restoreTriggers();
}

async function disableTriggers(client: PoolClient, tables: readonly string[]): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ superuser: boolean }>(
    "SELECT rolsuper AS superuser FROM pg_roles WHERE rolname = current_user",
  );
  if (rows[0]?.superuser) {
    await client.query("SET LOCAL session_replication_role = replica");
    return async () => {
      await client.query("SET LOCAL session_replication_role = origin");
    };
  }
  for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  return async () => {
    for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  };
}
