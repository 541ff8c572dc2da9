import {
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "./free-port.mjs";
import { postgresFlags } from "./postgres-flags.mjs";
import { socketFolder } from "./postgres-socket.mjs";
import { isRunning } from "./process-identity.mjs";
import { runCommand } from "./run-command.mjs";
import { StepFailure } from "./step.mjs";

/**
 * @typedef {import("./postgres-home.mjs").PostgresHome} PostgresHome
 * @typedef {import("./postgres-user.mjs").RunAs} RunAs
 */

// pg_ctl puts PostgreSQL into a session of its own: Ctrl-C in a terminal reaches only us, and the order of
// stopping stays ours. The package's own class starts it in our group and stops it in an exit hook of its own.

/**
 * Makes the data folder; one that was cut short is made anew, because only a finished one gets its name.
 * @param {PostgresHome} home
 * @param {RunAs} runAs
 * @param {boolean} durable
 */
export async function createCluster(home, runAs, durable) {
  if (existsSync(join(home.data, "PG_VERSION"))) return;
  const part = join(home.folder, "data.part");
  const passwordFile = join(home.folder, "password.part");
  rmSync(part, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${home.password}\n`, { mode: 0o600 });
  if (runAs.uid !== undefined) chownSync(passwordFile, runAs.uid, runAs.gid);
  const args = [
    `--pgdata=${part}`,
    `--pwfile=${passwordFile}`,
    "--username=postgres",
    "--auth=scram-sha-256",
  ];
  // The built-in provider sorts alike on every machine, and an upgrade of the system never breaks an index.
  args.push("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C");
  // The search index (pg_trgm) asks the system what a letter is; under plain C, names in other scripts have none.
  const ctype = { linux: "C.UTF-8", darwin: "UTF-8" }[String(process.platform)];
  if (ctype) args.push(`--lc-ctype=${ctype}`);
  if (!durable) args.push("--no-sync");
  await runCommand(join(home.binaries, "bin/initdb"), args, { ...inPlace(home, runAs) });
  rmSync(passwordFile);
  renameSync(part, home.data);
}

/**
 * Starts PostgreSQL, on the wanted port if that is free.
 * @param {PostgresHome} home
 * @param {RunAs} runAs
 * @param {boolean} durable
 */
export async function launch(home, runAs, durable) {
  if ((statSync(home.logFile, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) {
    renameSync(home.logFile, `${home.logFile}.1`);
  }
  const portFile = join(home.folder, "port");
  const wanted = existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : 0;
  const port = await freePort(wanted);
  writeFileSync(portFile, String(port));
  const flags = postgresFlags({ port, durable, sockets: socketFolder(home.folder) }).map(
    (flag) => `'${flag}'`,
  );
  const args = ["start", "-D", home.data, "-l", home.logFile, "-w", "-t", "300", "-s", "-o", flags.join(" ")];
  await runCommand(join(home.binaries, "bin/pg_ctl"), args, {
    ...inPlace(home, runAs),
    remedy: `Its own words are at the end of ${home.logFile}.`,
  });
  return port;
}

/**
 * The PostgreSQL that runs on this data folder, perhaps left behind by a process that was killed.
 * @param {PostgresHome} home
 * @returns {{ pid: number, port: number, status: string } | null}
 */
export function running(home) {
  const file = join(home.data, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (pid > 0 && isRunning(pid) && worksIn(pid, home.data)) {
    return { pid, port: Number(lines[3]), status: (lines[7] ?? "").trim() };
  }
  return null;
}

/**
 * Removes the lock of a PostgreSQL that was killed, once its helpers are gone too. PostgreSQL does so by itself unless
 * the pid still exists: as another program's, or as a corpse that nobody collects (in a container, usually).
 * @param {PostgresHome} home
 */
export async function clearStaleLock(home) {
  const file = join(home.data, "postmaster.pid");
  if (!existsSync(file) || !existsSync("/proc/self/cwd")) return;
  for (let waited = 0; anyoneWorksIn(home.data); waited += 50) {
    if (waited > 30_000)
      throw new StepFailure(`Processes of a PostgreSQL that was killed linger in ${home.data}.`);
    await delay(50);
  }
  rmSync(file, { force: true });
}

/** @param {string} folder */
function anyoneWorksIn(folder) {
  return readdirSync("/proc").some(
    (name) => /^\d+$/.test(name) && isRunning(Number(name)) && worksIn(Number(name), folder),
  );
}

/**
 * A pid is used again after a restart of the machine; PostgreSQL's main process works in its data folder.
 * @param {number} pid
 * @param {string} folder
 */
function worksIn(pid, folder) {
  if (!existsSync("/proc/self/cwd")) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
  } catch {
    return false;
  }
}

/**
 * Stops PostgreSQL: open transactions are rolled back, everything committed is kept.
 * @param {PostgresHome} home
 */
export async function stop(home) {
  const found = running(home);
  if (!found) return;
  process.kill(found.pid, "SIGINT");
  for (let waited = 0; running(home)?.pid === found.pid; waited += 20) {
    if (waited > 60_000) throw new StepFailure(`PostgreSQL (process ${found.pid}) does not stop.`);
    await delay(20);
  }
}

/**
 * A clean environment, and a working folder that PostgreSQL's user may enter.
 * @param {PostgresHome} home
 * @param {RunAs} runAs
 * @returns {import("node:child_process").SpawnOptions}
 */
function inPlace(home, runAs) {
  return {
    cwd: home.folder,
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH ?? "", LC_ALL: "C" },
    ...runAs,
  };
}
