import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

/** Where tests get their databases: each a copy of one migrated template, so none sees another's data. */
export type TestDatabases = { adminUrl: string; template: string };

/** Asks the server outside of the test's own database. */
export async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
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

/** Makes a database of its own out of the template, and gives its URL. */
export async function cloneDatabase({ adminUrl, template }: TestDatabases): Promise<string> {
  const name = `${template}_${randomBytes(4).toString("hex")}`;
  await asAdmin(adminUrl, (client) =>
    client.query(`create database ${name} template ${template} strategy file_copy`),
  );
  return urlOf(adminUrl, name);
}

// insufficient_privilege: a worker of autovacuum is in the database, which is the superuser's and done in a moment.
const HELD_BY_SUPERUSER = "42501";
const TRIES = 40;
const PAUSE_MS = 250;

/** Drops a database by its URL or name, whoever is still connected. */
export async function dropDatabase(adminUrl: string, database: string): Promise<void> {
  const name = database.includes("/") ? new URL(database).pathname.slice(1) : database;
  await asAdmin(adminUrl, async (client) => {
    for (let tries = 1; ; tries += 1) {
      try {
        await client.query(`drop database if exists ${name} with (force)`);
        return;
      } catch (error) {
        const isHeld = error instanceof pg.DatabaseError && error.code === HELD_BY_SUPERUSER;
        if (!isHeld || tries === TRIES) throw error;
        await pause(PAUSE_MS);
      }
    }
  });
}
