import { generateClient } from "./lib/generate-client.mjs";
import { install } from "./lib/install.mjs";
import { runTs } from "./lib/run-ts.mjs";
import { readSettings } from "./lib/settings.mjs";
import { explain } from "./lib/step.mjs";

// Runs one TypeScript file of ours with a database at hand: `node scripts/run.mjs scripts/migrate.ts …`.
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
  process.on(signal, () => undefined);

try {
  await install();
  await generateClient();
  const settings = readSettings();
  const { withDatabase } = await import("./lib/with-database.mjs");
  process.exitCode = await withDatabase(settings, (url) =>
    runTs(process.argv.slice(2), { ...settings, DATABASE_URL: url }),
  );
} catch (error) {
  explain(error);
  process.exitCode = 1;
}
