import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrate } from "../migrate";
import { startPostgres } from "./postgres.mjs";

/** Where tests get their databases: each a copy of one migrated template, so none sees another's data. */
export type TestDatabases = { adminUrl: string; template: string };

async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The URL of another database on the same server. */
export function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Starts a PostgreSQL for tests (or uses the one of DATABASE_URL) and migrates a template there. */
export async function startTestDatabases(): Promise<TestDatabases & { stop: () => Promise<void> }> {
  const server = process.env.DATABASE_URL ? null : await throwAwayServer();
  const adminUrl = server?.url ?? process.env.DATABASE_URL ?? "";
  const template = `gatehouse_test_${randomBytes(4).toString("hex")}`;
  const stop = async () => {
    await dropDatabase(adminUrl, template).catch(() => undefined);
    await server?.stop();
  };
  try {
    await asAdmin(adminUrl, (client) => client.query(`create database ${template}`));
    await migrate(urlOf(adminUrl, template));
  } catch (error) {
    await stop();
    throw error;
  }
  return { adminUrl, template, stop };
}

async function throwAwayServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-test-"));
  // PostgreSQL's user must be able to enter when we are root.
  chmodSync(dataDir, 0o755);
  const postgres = await startPostgres({ dataDir, durable: false });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.release();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Makes a database of its own out of the template, and gives its URL. */
export async function cloneDatabase({ adminUrl, template }: TestDatabases): Promise<string> {
  const name = `${template}_${randomBytes(4).toString("hex")}`;
  await asAdmin(adminUrl, (client) =>
    client.query(`create database ${name} template ${template} strategy file_copy`),
  );
  return urlOf(adminUrl, name);
}

/** Drops a database by its URL or name, whoever is still connected. */
export async function dropDatabase(adminUrl: string, database: string): Promise<void> {
  const name = database.includes("/") ? new URL(database).pathname.slice(1) : database;
  await asAdmin(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
}
