import { spawn } from "node:child_process";
import { basename } from "node:path";
import { StepFailure } from "./step.mjs";

/**
 * Runs a command to its end, keeps what it prints, and fails with its last lines.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions & { remedy?: string, show?: boolean, input?: string }} [options]
 * @returns {Promise<string>}
 */
export function runCommand(command, args, { remedy, show = false, input, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    /** @type {Buffer[]} */
    const output = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (/** @type {Buffer} */ chunk) => {
        output.push(chunk);
        if (show) process.stderr.write(chunk);
      });
    }
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
    const text = () => Buffer.concat(output).toString("utf8");
    const name = [basename(command), args[0] ?? ""].join(" ");
    child.on("error", (error) => reject(new StepFailure(`${name}: ${error.message}`, remedy)));
    child.on("close", (code, signal) => {
      if (code === 0) return resolve(text());
      const tail = show ? "" : `\n${text().trim().split("\n").slice(-30).join("\n")}`;
      reject(new StepFailure(`${name} ended with ${signal ?? `code ${code}`}.${tail}`, remedy));
    });
  });
}
