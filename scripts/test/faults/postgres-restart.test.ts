import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { startPostgres } from "@/scripts/lib/postgres.mjs";
import { migrate } from "@/scripts/migrate";

test("PostgreSQL killed under load loses no acknowledged change, and the process goes on by itself", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-restart-"));
  chmodSync(dataDir, 0o755);
  const postgres = await startPostgres({ dataDir });
  // Read at the first import of lib/core: this file uses a server of its own, which it may kill.
  process.env.DATABASE_URL = postgres.url;
  const { db, pool } = await import("@/lib/core/db");
  const { createTestEnvironment, systemContext } = await import("@/prisma/factories");
  const { createUser } = await import("@/lib/users/create-user");
  try {
    await migrate(postgres.url);
    const environment = await createTestEnvironment();
    const ctx = systemContext(environment);
    const organizationIds = [environment.organizationId];
    const acknowledged: string[] = [];
    let refused = 0;
    let isOver = false;

    const lane = async (number: number) => {
      for (let index = 0; !isOver; index += 1) {
        const email = `lane-${number}-${index}@users.example`;
        const input = {
          firstName: "Kiri",
          lastName: "Restart",
          email,
          username: "",
          phone: "",
          organizationIds,
        };
        try {
          acknowledged.push((await createUser(ctx, input)).userId);
        } catch {
          refused += 1;
          await delay(20);
        }
      }
    };
    const lanes = [1, 2, 3, 4, 5, 6].map(lane);
    for (const _ of ["first crash", "second crash"]) {
      const before = acknowledged.length;
      await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(before + 40), {
        timeout: 15_000,
        interval: 5,
      });
      // SIGQUIT: every server process ends at once, nothing is written out; the next start recovers from the log.
      process.kill(
        Number(readFileSync(join(dataDir, "postgres/data/postmaster.pid"), "utf8").split("\n")[0]),
        "SIGQUIT",
      );
      await vi.waitFor(() => expect(postgres.isAlive()).toBe(false), { timeout: 10_000, interval: 10 });
      await postgres.revive();
    }
    const recovered = acknowledged.length;
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(recovered + 40), {
      timeout: 15_000,
      interval: 5,
    });
    isOver = true;
    await Promise.all(lanes);

    expect(refused).toBeGreaterThan(0);
    const kept = await db.user.findMany({ where: { environmentId: environment.id }, select: { id: true } });
    const ids = new Set(kept.map(({ id }) => id));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    const events = await db.auditEvent.findMany({
      where: { type: "user.created" },
      select: { userId: true },
    });
    expect(events.map(({ userId }) => userId).sort()).toEqual([...ids].sort());
  } finally {
    await db.$disconnect();
    await pool().end();
    await postgres.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 60_000);
