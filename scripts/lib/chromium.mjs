import { existsSync } from "node:fs";
import { join } from "node:path";
import { pinnedNode, root } from "./project.mjs";
import { runCommand } from "./run-command.mjs";
import { StepFailure } from "./step.mjs";

// The headless shell has the same engine without the browser's own windows: the browser tests take a third less time with it.
const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];

/**
 * A Chromium that starts: CHROMIUM_PATH, else the system's, else Playwright's, else Debian's package.
 * @returns {Promise<string>}
 */
export async function findChromium() {
  const found = (await fromSystem()) ?? (await fromPlaywright()) ?? (await fromDebian());
  if (found) return found;
  throw new StepFailure(
    "There is no Chromium for the browser tests, and none could be installed.",
    "Install one (apt-get install chromium, or npx playwright install chromium), or set CHROMIUM_PATH.",
  );
}

async function fromSystem() {
  const folders = (process.env.PATH ?? "").split(":");
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of [process.env.CHROMIUM_PATH ?? "", ...candidates]) {
    if (path && existsSync(path) && (await starts(path))) return path;
  }
  return null;
}

async function fromPlaywright() {
  const { chromium } = await import("@playwright/test");
  if (await starts(chromium.executablePath())) return chromium.executablePath();
  const command = [join(root, "node_modules/playwright/cli.js"), "install", "chromium"];
  await attempt(pinnedNode, command, 180_000);
  return (await starts(chromium.executablePath())) ? chromium.executablePath() : null;
}

async function fromDebian() {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const install = ["install", "-y", "--no-install-recommends"];
  for (const args of [["update"], [...install, "chromium-headless-shell"], [...install, "chromium"]]) {
    const [command = "", ...rest] = [...asRoot, "apt-get", ...args];
    const succeeded = await attempt(command, rest, 300_000);
    if (succeeded && args.includes("install")) return fromSystem();
  }
  return null;
}

/**
 * Some distributions ship a stub that only says where to get the browser: one has to try it.
 * @param {string} path
 */
async function starts(path) {
  return existsSync(path) && (await attempt(path, ["--version"], 20_000));
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {number} timeout
 */
async function attempt(command, args, timeout) {
  try {
    await runCommand(command, args, { timeout });
    return true;
  } catch {
    return false;
  }
}
