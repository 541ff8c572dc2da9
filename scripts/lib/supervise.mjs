import { setTimeout as delay } from "node:timers/promises";
import { build } from "./build.mjs";
import { generateClient } from "./generate-client.mjs";
import { install } from "./install.mjs";
import { claimPort } from "./port.mjs";
import { pinnedNode } from "./project.mjs";
import { endCommands, runCommand } from "./run-command.mjs";
import { typescriptFlags } from "./run-ts.mjs";
import { startServer, untilHealthy } from "./server.mjs";
import { readSettings } from "./settings.mjs";
import { StepFailure, say, step } from "./step.mjs";
import { stopRequest } from "./stop-request.mjs";

/**
 * Brings everything up, keeps it up, and takes it down in order: first the server, then PostgreSQL.
 * @param {"start" | "dev"} mode
 * @returns {Promise<number>} the exit code
 */
export async function supervise(mode) {
  const stop = stopRequest(endCommands);
  /** @type {(() => Promise<unknown>)[]} */
  const takeDown = [];
  try {
    await install();
    await generateClient();
    const settings = readSettings();
    if (mode === "start") await build();
    if (stop.asked()) return 130;
    await claimPort(settings.PORT);

    const postgres = settings.DATABASE_URL ? null : await startDatabase(settings.DATA_DIR);
    if (postgres) takeDown.unshift(() => step("Stop PostgreSQL", postgres.release));
    const env = { ...settings, DATABASE_URL: postgres?.url ?? settings.DATABASE_URL };
    const setupUrl = await prepare(env);
    if (stop.asked()) return 130;

    const server = startServer({ mode, port: settings.PORT, env });
    takeDown.unshift(() => step("Stop the server", server.stop));
    await Promise.race([step("Start the server", () => untilHealthy(server, settings.PORT)), stop.promise]);
    if (stop.asked()) return 130;
    say(
      `\nGatehouse is ready at ${settings.BASE_URL || `http://localhost:${settings.PORT}`}   (Ctrl-C stops it)\n`,
    );

    if (setupUrl) say(`Set it up, once, with this link:\n${setupUrl}\n`);

    const watch = keepUp(postgres, stop);
    const end = await Promise.race([server.ended, stop.promise, watch]);
    if (!stop.asked())
      throw new StepFailure(`The server ended with ${end}.`, "Nothing is lost; npm start starts it again.");
    return 0;
  } catch (error) {
    if (stop.asked()) return 130;
    throw error;
  } finally {
    for (const down of takeDown) await down();
  }
}

/** @param {string} dataDir */
async function startDatabase(dataDir) {
  // Imported late: it needs what the first step installs.
  const { startPostgres } = await import("./postgres.mjs");
  return step("Start PostgreSQL", () => startPostgres({ dataDir }));
}

/**
 * Gives the set-up link while there is no owner.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>}
 */
async function prepare(env) {
  let printed = "";
  await step("Check the settings and migrate the database", async () => {
    printed = await runCommand(pinnedNode, [...typescriptFlags, "scripts/prepare.ts"], {
      env,
      name: "This step",
    });
  });
  return printed.split("\n").find((line) => /^https?:\S+\/setup\?token=\w+$/.test(line));
}

/**
 * Looks after PostgreSQL: the server finds its way back to it by itself.
 * @param {import("./postgres.mjs").Postgres | null} postgres
 * @param {ReturnType<typeof stopRequest>} stop
 */
async function keepUp(postgres, stop) {
  while (!stop.asked()) {
    await delay(1000);
    if (!postgres || postgres.isAlive() || stop.asked()) continue;
    await step("PostgreSQL ended unexpectedly; start it again", postgres.revive);
  }
  return "a stop";
}
