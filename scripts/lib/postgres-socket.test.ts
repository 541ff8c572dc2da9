import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { startPostgres } from "./postgres.mjs";
import { socketFolder } from "./postgres-socket.mjs";

/** How a PostgreSQL of this data folder is reached: null is a socket, else the address of the client. */
async function reach(name: string): Promise<{ url: string; by: string | null }> {
  const top = mkdtempSync(join(tmpdir(), "gatehouse-socket-"));
  const dataDir = join(top, name);
  mkdirSync(dataDir);
  chmodSync(top, 0o755);
  const { url, release } = await startPostgres({ dataDir, durable: false });
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const { rows } = await client.query("SELECT host(inet_client_addr()) AS by");
    return { url, by: rows[0].by };
  } finally {
    await client.end();
    await release();
    rmSync(top, { recursive: true });
  }
}

test("the embedded PostgreSQL is reached by its socket, and by its port where the path cannot be one", async () => {
  expect((await reach("data")).by).toBeNull();
  for (const name of ["a".repeat(90), "Ada's data, new"])
    expect((await reach(name)).by, name).toBe("127.0.0.1");
}, 60_000);

test("a path that is too long, or that PostgreSQL would read as two, is none for a socket", () => {
  expect(socketFolder("/srv/gatehouse/.data/postgres")).toBe("/srv/gatehouse/.data/postgres");
  for (const folder of [`/${"a".repeat(100)}`, "/srv/a,b", "/srv/a b", '/srv/"a"']) {
    expect(socketFolder(folder), folder).toBe("");
  }
});
