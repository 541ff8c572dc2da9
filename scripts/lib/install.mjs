import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { pinnedNode, root } from "./project.mjs";
import { runCommand } from "./run-command.mjs";
import { StepFailure, step } from "./step.mjs";

/** Installs exactly what the lock file names, unless it is there already. */
export async function install() {
  await step("Install the packages", () =>
    withLock(join(root, ".install.lock"), async () => {
      if (isInstalled()) return "skipped";
      await runCommand("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
        cwd: root,
        // Prisma's native engine is not needed; naming any existing file keeps it from being downloaded.
        env: { ...process.env, NODE_ENV: "development", PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
        remedy: "Check the connection to the npm registry (npm ping), then start again.",
      });
      if (existsSync(pinnedNode)) return "done";
      throw new StepFailure(
        "npm installed the packages, but not the Node that they pin.",
        "npm must be allowed to run install scripts: npm config delete ignore-scripts.",
      );
    }),
  );
}

/** npm writes down what it installed when all of it is in place; that must be what the lock file names. */
function isInstalled() {
  const record = join(root, "node_modules/.package-lock.json");
  if (!existsSync(record) || !existsSync(pinnedNode)) return false;
  const wanted = packagesOf(join(root, "package-lock.json"));
  const present = packagesOf(record);
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    const found = present[path]?.version;
    return path === "" || found === version || (found === undefined && (optional || devOptional));
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}
