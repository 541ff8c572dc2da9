import "server-only";
import { readdirSync, readFileSync } from "node:fs";
import { setPriority } from "node:os";

const NICE = 10;
let isDone = false;

/**
 * Lowers the priority of the pool's threads, once they are there (Linux): hashing then uses what the pages and the
 * database leave of the cores, and not the other way round.
 */
export function yieldToRequests(): void {
  if (isDone || process.platform !== "linux") return;
  isDone = true;
  try {
    for (const thread of readdirSync("/proc/self/task")) {
      const name = readFileSync(`/proc/self/task/${thread}/comm`, "utf8").trim();
      // On Linux a thread's id names that thread alone.
      if (name === "libuv-worker") setPriority(Number(thread), NICE);
    }
  } catch {
    // No such right, or no /proc: hashing then has the priority of everything else.
  }
}
