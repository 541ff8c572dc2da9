import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { root } from "./project.mjs";

/**
 * The settings of this start: the environment, then `.env`, then the defaults that need no thought.
 * @returns {NodeJS.ProcessEnv & { DATA_DIR: string, PORT: string, GATEHOUSE_SECRET: string }}
 */
export function readSettings() {
  const file = join(root, ".env");
  const written = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const settings = { ...written, ...given };
  const DATA_DIR = resolve(root, settings.DATA_DIR || ".data");
  const GATEHOUSE_SECRET = settings.GATEHOUSE_SECRET || keptSecret(DATA_DIR);
  return {
    ...settings,
    NODE_ENV: process.env.NODE_ENV,
    DATA_DIR,
    PORT: settings.PORT || "3000",
    GATEHOUSE_SECRET,
  };
}

/**
 * Made once and kept: without it nothing that is stored encrypted can be read again.
 * @param {string} dataDir
 */
function keptSecret(dataDir) {
  const file = join(dataDir, "secret");
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    const own = `${file}.${process.pid}`;
    writeFileSync(own, randomBytes(48).toString("base64url"), { mode: 0o600, flush: true });
    renameSync(own, file);
  }
  return readFileSync(file, "utf8").trim();
}
