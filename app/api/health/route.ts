import { pool } from "@/lib/core/db";
import { listPendingMigrations } from "@/lib/core/pending-migrations";

export const dynamic = "force-dynamic";

const patience = 3000;

/** 200 as soon as pages can be served, else 503 with the reason. Says nothing that a stranger may not know. */
export async function GET(): Promise<Response> {
  const reason = await Promise.race([whyNot(), tooSlow()]);
  return Response.json(reason ? { status: "unavailable", reason } : { status: "ok" }, {
    status: reason ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}

async function whyNot(): Promise<string | null> {
  try {
    const pending = await listPendingMigrations(async (sql) => (await pool().query(sql)).rows);
    return pending.length > 0 ? "The database lacks the newest migrations." : null;
  } catch {
    return "The database cannot be reached.";
  }
}

function tooSlow(): Promise<string> {
  return new Promise((resolve) => {
    setTimeout(
      () => resolve(`The database did not answer within ${patience / 1000} seconds.`),
      patience,
    ).unref();
  });
}
