import { existsSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { root } from "./project.mjs";
import { runCommand } from "./run-command.mjs";
import { digest, unlessStamped } from "./stamp.mjs";
import { step } from "./step.mjs";

/** Installs exactly what the lock file names, once. */
export async function install() {
  const wanted = digest(root, ["package.json", "package-lock.json"]);
  const stamp = join(root, "node_modules/.gatehouse-installed");
  await step("Install the packages", () =>
    withLock(`${root}/.install.lock`, async () => {
      return await unlessStamped(stamp, wanted, async () => {
        await runCommand("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
          cwd: root,
          // Prisma's native engine is not needed; naming any existing file keeps it from being downloaded.
          env: { ...process.env, NODE_ENV: "development", PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
          remedy: "Check the connection to the npm registry (npm ping), then start again.",
        });
      });
    }),
  );
  if (!existsSync(join(root, "node_modules/.bin/node"))) {
    await runCommand("npm", ["rebuild", "node"], { cwd: root });
  }
}
