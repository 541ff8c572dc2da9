import { spawn } from "node:child_process";
import { join } from "node:path";
import { pinnedNode, root } from "./project.mjs";

/** The arguments that let the pinned Node run a TypeScript file of ours. */
export const typescriptFlags = [
  // Files for the server only import "server-only", which throws unless this condition is set.
  "--conditions=react-server",
  "--import",
  join(root, "node_modules/tsx/dist/loader.mjs"),
];

/**
 * Runs a TypeScript file on the pinned Node with this terminal, and gives its exit code.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export function runTs(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode, [...typescriptFlags, ...args], { cwd: root, env, stdio: "inherit" });
    // Ctrl-C reaches the whole terminal; a service manager tells only the first process.
    const passOn = () => child.kill("SIGTERM");
    process.on("SIGTERM", passOn);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      process.off("SIGTERM", passOn);
      resolve(signal ? 1 : (code ?? 1));
    });
  });
}
