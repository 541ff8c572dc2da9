import { db, pool } from "@/lib/core/db";
import { readEnv } from "@/lib/core/env";
import { prepareFirstRun } from "@/lib/settings/prepare-first-run";
import { migrate } from "./migrate";

// What a start does once the database is there: check the settings, migrate, and see that there is an owner. It prints
// the set-up link, alone on its line, while there is none; scripts/lib/supervise.mjs shows it.
try {
  const settings = readEnv(process.env);
  await migrate(settings.DATABASE_URL);
  const { setupUrl } = await prepareFirstRun();
  if (setupUrl) console.log(setupUrl);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await db.$disconnect();
  await pool().end();
}
