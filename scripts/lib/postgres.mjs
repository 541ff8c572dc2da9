import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { withLock } from "./lock.mjs";
import { postgresHome } from "./postgres-home.mjs";
import { clearStaleLock, createCluster, launch, running, stop } from "./postgres-process.mjs";
import { postgresUrl } from "./postgres-socket.mjs";
import { postgresUser } from "./postgres-user.mjs";
import { identityOf, isAlive } from "./process-identity.mjs";
import { StepFailure } from "./step.mjs";

/**
 * A running embedded PostgreSQL. Several processes may hold it; it stops when the last one releases it.
 * @typedef {{ url: string, isAlive: () => boolean, revive: () => Promise<void>, release: () => Promise<void> }} Postgres
 */

/**
 * Starts the embedded PostgreSQL of a data folder, or joins the one that runs there already.
 * @param {{ dataDir: string, durable?: boolean }} options
 * @returns {Promise<Postgres>}
 */
export async function startPostgres({ dataDir, durable = true }) {
  const runAs = postgresUser();
  const lock = join(dataDir, "postgres.lock");
  const holders = join(dataDir, "postgres.holders");
  const own = `${process.pid}`;

  const home = await withLock(lock, async () => postgresHome(dataDir, runAs));
  const up = () =>
    withLock(lock, async () => {
      mkdirSync(holders, { recursive: true });
      writeFileSync(join(holders, own), identityOf(process.pid));
      await createCluster(home, runAs, durable);
      const joined = await joinRunning(home);
      if (joined !== null) return joined;
      await clearStaleLock(home);
      return await launch(home, runAs, durable);
    });

  const port = await up();
  const url = postgresUrl(home, { port, user: "gatehouse", database: "gatehouse" });
  const adminUrl = postgresUrl(home, { port, user: "postgres", database: "postgres" });
  await withLock(lock, () => ensureDatabase(url, adminUrl, home.password));

  return {
    url,
    isAlive: () => running(home) !== null,
    revive: async () => {
      const again = await up();
      if (again !== port)
        throw new StepFailure(`Port ${port} of the embedded PostgreSQL was taken by another program.`);
    },
    release: () =>
      withLock(lock, async () => {
        rmSync(join(holders, own), { force: true });
        if (!otherHolders(holders)) await stop(home);
      }),
  };
}

/**
 * @param {import("./postgres-home.mjs").PostgresHome} home
 */
async function joinRunning(home) {
  for (let waited = 0; waited < 120_000; waited += 50) {
    const found = running(home);
    if (!found) return null;
    if (found.status === "ready") return found.port;
    await delay(50);
  }
  throw new StepFailure(
    `A PostgreSQL on ${home.data} neither becomes ready nor ends.`,
    `Its own words are at the end of ${home.logFile}. End process ${running(home)?.pid}, then start again.`,
  );
}

/** @param {string} folder */
function otherHolders(folder) {
  return readdirSync(folder).some((name) => {
    const file = join(folder, name);
    if (isAlive(readFileSync(file, "utf8"))) return true;
    rmSync(file, { force: true });
    return false;
  });
}

/**
 * The application's own role owns its database and is no superuser, as on a managed PostgreSQL.
 * @param {string} url
 * @param {string} adminUrl
 * @param {string} password
 */
async function ensureDatabase(url, adminUrl, password) {
  if (await canConnect(url)) return;
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const has = async (/** @type {string} */ sql) => ((await client.query(sql)).rowCount ?? 0) > 0;
    const literal = client.escapeLiteral(password);
    if (!(await has("select 1 from pg_roles where rolname = 'gatehouse'"))) {
      await client.query(`create role gatehouse login createdb password ${literal}`);
    }
    if (!(await has("select 1 from pg_database where datname = 'gatehouse'"))) {
      await client.query("create database gatehouse owner gatehouse");
    }
  } finally {
    await client.end();
  }
}

/** @param {string} url */
async function canConnect(url) {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}
