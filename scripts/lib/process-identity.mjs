import { readFileSync } from "node:fs";

/**
 * A process as "pid start-time", so that a recycled pid is not taken for the process that once had it.
 * @param {number} pid
 */
export function identityOf(pid) {
  return `${pid} ${startTime(pid)}`;
}

/**
 * @param {string} identity
 */
export function isAlive(identity) {
  const pid = Number(identity.split(" ")[0]);
  return Number.isInteger(pid) && pid > 0 && isRunning(pid) && identityOf(pid) === identity.trim();
}

/** @param {number} pid */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return stateOf(pid) !== "Z";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** @param {number} pid */
function statusFields(pid) {
  try {
    // Everything after the command's name, which itself may hold spaces and parentheses.
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").slice(-1).join("").split(" ");
  } catch {
    return [];
  }
}

/** @param {number} pid */
const stateOf = (pid) => statusFields(pid)[0] ?? "";

/** @param {number} pid */
const startTime = (pid) => statusFields(pid)[19] ?? "";

/** @param {number} pid */
export const parentOf = (pid) => statusFields(pid)[1] ?? "";
