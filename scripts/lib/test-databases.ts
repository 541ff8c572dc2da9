import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../migrate";
import { asAdmin, dropDatabase, type TestDatabases, urlOf } from "./clone-database";
import { startPostgres } from "./postgres.mjs";

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
