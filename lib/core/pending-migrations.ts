import { readdir } from "node:fs/promises";
import { join } from "node:path";

type Query = (sql: string) => Promise<Record<string, unknown>[]>;

/** The names of all migrations of this version, oldest first. */
export async function migrationNames(): Promise<string[]> {
  const entries = await readdir(join(process.cwd(), "prisma/migrations"), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The migrations that the database does not have yet. */
export async function listPendingMigrations(query: Query): Promise<string[]> {
  const names = await migrationNames();
  const [table] = await query("select to_regclass('_prisma_migrations') is not null as found");
  if (table?.found !== true) return names;
  const rows = await query(
    "select migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null",
  );
  const applied = new Set(rows.map((row) => row.migration_name));
  return names.filter((name) => !applied.has(name));
}
