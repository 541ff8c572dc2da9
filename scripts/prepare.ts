import { readEnv } from "@/lib/core/env";
import { migrate } from "./migrate";

// What a start does once the database is there: check the settings, then migrate.
try {
  const settings = readEnv(process.env);
  await migrate(settings.DATABASE_URL);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
