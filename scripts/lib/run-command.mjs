import { spawn } from "node:child_process";
import { basename } from "node:path";
import { StepFailure } from "./step.mjs";

/** @type {Set<import("node:child_process").ChildProcess>} */
const inHand = new Set();

/** Ends the commands in hand, so that nobody waits for them when a stop is asked for. */
export function endCommands() {
  for (const child of inHand) child.kill("SIGTERM");
}

/**
 * Runs a command to its end, keeps what it prints, and fails with its last lines.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions & { name?: string, remedy?: string, show?: boolean }} [options]
 * @returns {Promise<string>}
 */
export function runCommand(command, args, { name, remedy, show = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      stdio: ["ignore", "pipe", "pipe"],
    });
    /** @type {Buffer[]} */
    const output = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (/** @type {Buffer} */ chunk) => {
        output.push(chunk);
        if (show) process.stderr.write(chunk);
      });
    }
    const text = () => Buffer.concat(output).toString("utf8");
    const title = name ?? [basename(command), args[0] ?? ""].join(" ");
    inHand.add(child);
    child.on("error", (error) => reject(new StepFailure(`${title}: ${error.message}`, remedy)));
    child.on("close", (code, signal) => {
      inHand.delete(child);
      if (code === 0) return resolve(text());
      const tail = show ? "" : `\n${text().trim().split("\n").slice(-30).join("\n")}`;
      reject(new StepFailure(`${title} ended with ${signal ?? `code ${code}`}.${tail}`, remedy));
    });
  });
}
