import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { identityOf, isAlive } from "./process-identity.mjs";

/**
 * Takes the lock file if it is free or its holder is dead; gives the living holder's pid otherwise.
 * @param {string} file
 * @returns {number | null}
 */
export function tryLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  const own = `${file}.${process.pid}`;
  writeFileSync(own, identityOf(process.pid));
  try {
    for (;;) {
      try {
        // link() is atomic and brings the content along: nobody ever reads a half-written lock.
        linkSync(own, file);
        return null;
      } catch {
        const holder = read(file);
        if (holder && isAlive(holder)) return Number(holder.split(" ")[0]);
        if (holder) rmSync(file, { force: true });
      }
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** @param {string} file */
export function unlock(file) {
  if (read(file) === identityOf(process.pid)) rmSync(file, { force: true });
}

/**
 * Does the work while no other process does work under the same lock file.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  while (tryLock(file) !== null) await delay(200);
  try {
    return await work();
  } finally {
    unlock(file);
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
