import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { cloneDatabase, dropDatabase, type TestDatabases } from "../lib/clone-database";
import { freePort } from "../lib/free-port.mjs";
import { root } from "../lib/project.mjs";
import { startServer, untilHealthy } from "../lib/server.mjs";
import { testSettings } from "./test-settings";

export type AppUnderTest = { url: string; databaseUrl: string; stop: () => Promise<void> };

/** Starts the built application on a database of its own; what the server says goes to test-results. */
export async function startAppUnderTest(name: string): Promise<AppUnderTest> {
  const databases: TestDatabases = JSON.parse(process.env.GATEHOUSE_TEST_DATABASES ?? "{}");
  const databaseUrl = await cloneDatabase(databases);
  const port = await freePort();
  const settings = testSettings(databaseUrl, port);
  // This process, too, reads and writes the application's data: fixtures use the same settings.
  Object.assign(process.env, settings);
  // NODE_OPTIONS is for the fixtures only: under it React would render nothing for browsers.
  const env = { ...process.env, NODE_OPTIONS: "", LOG_LEVEL: "warn" };
  mkdirSync(join(root, "test-results"), { recursive: true });
  const output = openSync(join(root, `test-results/server-${name}.log`), "w");
  const server = startServer({ mode: "start", port: String(port), env, output });
  closeSync(output);
  await untilHealthy(server, String(port));
  return {
    url: settings.BASE_URL ?? "",
    databaseUrl,
    stop: async () => {
      await server.stop();
      await dropDatabase(databases.adminUrl, databaseUrl);
    },
  };
}
