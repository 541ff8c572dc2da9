import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pinnedNode, root } from "./project.mjs";
import { StepFailure } from "./step.mjs";

/**
 * Starts the server in a process group of its own, so that Ctrl-C reaches it only through us, in our order.
 * @param {{ mode: "start" | "dev", port: string, env: NodeJS.ProcessEnv, output?: "inherit" | number }} options
 */
export function startServer({ mode, port, env, output = "inherit" }) {
  const child = spawn(
    pinnedNode,
    ["--import", join(root, "scripts/lib/end-with-parent.mjs"), join(root, "scripts/serve.ts")],
    {
      cwd: root,
      env: {
        // Hashing takes a thread for each core; the rest of the pool's work must not wait for it.
        UV_THREADPOOL_SIZE: String(Math.max(4, availableParallelism() + 2)),
        ...env,
        PORT: port,
        NODE_ENV: mode === "dev" ? "development" : "production",
        NEXT_TELEMETRY_DISABLED: "1",
      },
      stdio: ["pipe", output, output],
      detached: true,
    },
  );
  const ended = once(child, "exit").then(([code, signal]) => `${signal ?? `code ${code}`}`);
  return {
    pid: child.pid,
    ended,
    /** Lets the requests in hand finish, for at most ten seconds. */
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const patience = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(patience);
    },
  };
}

/**
 * Waits until the server says that it can serve pages.
 * @param {ReturnType<typeof startServer>} server
 * @param {string} port
 */
export async function untilHealthy(server, port) {
  let end = "";
  server.ended.then((how) => {
    end = how;
  });
  let reason = "It did not answer.";
  for (const from = performance.now(); performance.now() - from < 120_000; await delay(25)) {
    if (end) throw new StepFailure(`The server ended with ${end}.`, "What it said stands above.");
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/health`, {
        signal: AbortSignal.timeout(30_000),
      });
      if (response.ok) return;
      reason = await response.text();
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  throw new StepFailure(`The server is not healthy after two minutes: ${reason}`);
}
