import { randomBytes } from "node:crypto";
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
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
  const dataDir = makeDataDir();
  const postgres = await startPostgres({ dataDir, durable: false });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.release();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const MEMORY = "/dev/shm";
const ROOM = 4 * 1024 ** 3;

// In memory where that has room: ext4 leaves what a dropped database had unused for minutes, and to make the next one it
// walks past all of that, file by file, for longer than most test files take.
function makeDataDir(): string {
  if (hasRoom(MEMORY) && process.availableMemory() > 2 * ROOM) {
    const dataDir = makeFolder(MEMORY);
    if (canRunPrograms(dataDir)) return dataDir;
    rmSync(dataDir, { recursive: true });
  }
  return makeFolder(tmpdir());
}

function makeFolder(place: string): string {
  const folder = mkdtempSync(join(place, "gatehouse-test-"));
  // PostgreSQL's user must be able to enter when we are root.
  chmodSync(folder, 0o755);
  return folder;
}

function hasRoom(place: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize > ROOM;
  } catch {
    return false;
  }
}

// PostgreSQL's own programs are copied beside its data where its user cannot reach them in the checkout.
function canRunPrograms(folder: string): boolean {
  const program = join(folder, "program");
  writeFileSync(program, "", { mode: 0o755 });
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(program);
  }
}
