import { existsSync } from "node:fs";
import { join } from "node:path";

// What the address of a socket can hold on Linux and macOS (sun_path), its end included.
const LONGEST = 103;
// PostgreSQL takes a list of folders, in quotes of its own.
const PLAIN = /^[\w./-]+$/;

/** @param {string} folder @param {number} port */
const fileOf = (folder, port) => join(folder, `.s.PGSQL.${port}`);

/**
 * Where the embedded PostgreSQL listens besides its port, or "" where this path is none for a socket. A statement by a socket
 * costs both sides half of what it does by the network's loopback.
 * @param {string} folder
 */
export function socketFolder(folder) {
  const isPossible =
    process.platform !== "win32" && PLAIN.test(folder) && fileOf(folder, 65_535).length <= LONGEST;
  return isPossible ? folder : "";
}

/**
 * The address of a database of the PostgreSQL that runs in a folder: by its socket where that is there.
 * @param {import("./postgres-home.mjs").PostgresHome} home
 * @param {{ port: number, user: string, database: string }} options
 */
export function postgresUrl({ folder, password }, { port, user, database }) {
  const url = new URL(`postgresql://127.0.0.1:${port}/${database}`);
  url.username = user;
  url.password = password;
  if (socketFolder(folder) && existsSync(fileOf(folder, port))) url.searchParams.set("host", folder);
  return url.href;
}
