import "server-only";
import { pool } from "./db";
import { listPendingMigrations } from "./pending-migrations";

const patience = 3000;

/** Why pages cannot be served just now, or null. Says nothing that a stranger may not know. */
export async function findOutage(): Promise<string | null> {
  return Promise.race([askDatabase(), giveUp()]);
}

async function askDatabase(): Promise<string | null> {
  try {
    const pending = await listPendingMigrations(async (sql) => (await pool().query(sql)).rows);
    return pending.length > 0 ? "The database lacks the newest migrations." : null;
  } catch {
    return "The database cannot be reached.";
  }
}

function giveUp(): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(
      () => resolve(`The database did not answer within ${patience / 1000} seconds.`),
      patience,
    ).unref();
  });
}
