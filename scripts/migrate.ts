import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { listPendingMigrations } from "@/lib/core/pending-migrations";
import { jobLogger } from "@/lib/jobs/job-logger";
import { root } from "./lib/project.mjs";
import { applyMigrations, diffSchema } from "./lib/schema-engine";

// Two processes that start at once take turns. Any number will do; Prisma's own lock is 72707369.
const lockKey = 4_283_001;

// What a killed process began took no effect: a script and the record of its end are one transaction.
async function forgetUnfinished(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select to_regclass('_prisma_migrations') is not null as found");
  if (!rows[0]?.found) return;
  await client.query(
    "update _prisma_migrations set rolled_back_at = now() where finished_at is null and rolled_back_at is null",
  );
}

// The job queue brings its own tables, and each worker keeps them up to date; here only so that a job can be added
// before the first worker runs.
async function ensureJobQueue(client: pg.Client, databaseUrl: string): Promise<void> {
  const { rows } = await client.query(
    "select to_regclass('graphile_worker.migrations') is not null as found",
  );
  if (!rows[0]?.found) await runMigrations({ connectionString: databaseUrl, logger: jobLogger });
}

/** Brings the database to the newest migration, and says which ones it applied. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    const pending = await listPendingMigrations(async (sql) => (await client.query(sql)).rows);
    // Loading the engine takes longer than asking; nearly every start has nothing to apply.
    if (pending.length > 0) await forgetUnfinished(client);
    const applied = pending.length > 0 ? await applyMigrations(databaseUrl) : [];
    await ensureJobQueue(client, databaseUrl);
    return applied;
  } finally {
    await client.end();
  }
}

async function createMigration(databaseUrl: string, name: string): Promise<string> {
  await migrate(databaseUrl);
  const sql = await diffSchema(databaseUrl);
  if (!sql) return "The database already is what prisma/schema says: there is nothing to write.";
  const moment = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join("prisma/migrations", `${moment}_${name}`);
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, "migration.sql"), sql);
  return `Wrote ${folder}/migration.sql: read it, complete it, then run npm run migrate.`;
}

async function main(databaseUrl: string): Promise<string> {
  const { values } = parseArgs({ options: { create: { type: "string" } } });
  if (values.create) return createMigration(databaseUrl, values.create.replace(/\W+/g, "_"));
  const applied = await migrate(databaseUrl);
  return applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The database is up to date.";
}

if (process.argv[1] === import.meta.filename) {
  console.log(await main(process.env.DATABASE_URL ?? ""));
}
