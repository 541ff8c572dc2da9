import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { root } from "./project.mjs";

/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * Runs a test runner with this terminal and reads its tally; a runner that fails without naming a failed test counts as one.
 * @template Report
 * @param {{ command: string, args: string[], env: NodeJS.ProcessEnv, report: string, read: (report: Report) => Tally }} runner
 * @returns {Promise<Tally>}
 */
export async function tallyOf({ command, args, env, report, read }) {
  rmSync(report, { force: true });
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: "inherit" });
    child.on("error", reject);
    child.on("close", (exit) => resolve(exit ?? 1));
  });
  const tally = existsSync(report)
    ? read(JSON.parse(readFileSync(report, "utf8")))
    : { passed: 0, failed: 0 };
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
