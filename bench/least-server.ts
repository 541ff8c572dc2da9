import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import pg from "pg";
import { env } from "@/lib/core/env";
import { verifyPassword } from "@/lib/core/password-hash";

// The least that a sign-in by password can be, as a process of its own: one request, one statement that spends a try before
// the hash, one that keeps the session and the event after it. No framework, protocol, policy or limit. See least-sign-in.ts.
const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: 20 });

const server = createServer(async (request, response) => {
  const form = new URLSearchParams(await text(request));
  const [account] = await run<{ id: string; hash: string }>(
    "reserve",
    "UPDATE bench_least.account SET tries = tries + 1 WHERE email = $1 RETURNING id, hash",
    [form.get("email")],
  );
  const isRight = account && (await verifyPassword(account.hash, form.get("password") ?? ""));
  if (!isRight) {
    response.writeHead(401).end();
    return;
  }
  const session = randomUUID();
  await run(
    "settle",
    `WITH a AS (UPDATE bench_least.account SET tries = 0, signed_in_at = now() WHERE id = $1 RETURNING id),
      e AS (INSERT INTO bench_least.event (account_id, type, details) SELECT id, 'signed in', $2::jsonb FROM a)
    INSERT INTO bench_least.session (id, account_id) SELECT $3, id FROM a`,
    [account.id, JSON.stringify({ ip: "10.0.0.1", userAgent: "Gatehouse bench" }), session],
  );
  response.writeHead(303, { location: `/?code=${session}`, "set-cookie": `session=${session}` }).end();
});

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.(typeof address === "object" && address ? address.port : null);
});
process.on("SIGTERM", () => process.exit());

async function run<Row extends object>(name: string, statement: string, values: unknown[]): Promise<Row[]> {
  return (await pool.query<Row>({ name, text: statement, values })).rows;
}
