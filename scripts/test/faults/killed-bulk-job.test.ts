import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runBulkJob } from "@/lib/bulk/run-bulk-job";
import { startBulkJob } from "@/lib/bulk/start-bulk-job";
import { db } from "@/lib/core/db";
import { contextFor, createTestEnvironment } from "@/prisma/factories";
import { pinnedNode } from "@/scripts/lib/project.mjs";
import { typescriptFlags } from "@/scripts/lib/run-ts.mjs";
import type { BulkOrder } from "./bulk-child";

const USERS = 600;

async function runAndKill(order: BulkOrder): Promise<unknown> {
  const args = [...typescriptFlags, join(import.meta.dirname, "bulk-child.ts"), JSON.stringify(order)];
  const child = spawn(pinnedNode, args, { stdio: ["ignore", "inherit", "inherit"] });
  const [, signal] = await once(child, "close");
  return signal;
}

test("a bulk action whose worker is killed again and again does each user once", async () => {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "admin", environment });
  await db.$executeRaw`
    INSERT INTO app_user (id, environment_id)
    SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 4, '0') || right(${environment.id}, 8))::uuid,
      ${environment.id}::uuid FROM generate_series(1, ${USERS}::int) n`;
  const { jobId } = await startBulkJob(ctx, {
    deed: { kind: "suspend", reason: "Fault test" },
    selection: { query: "" },
  });
  const done: number[] = [];
  // While the users are written down; within the first batch; between change and events of a later one.
  for (const killBefore of [6, 19, 31]) {
    expect(await runAndKill({ jobId, killBefore }), `before statement ${killBefore}`).toBe("SIGKILL");
    const { changed } = await db.bulkJob.findUniqueOrThrow({ where: { id: jobId } });
    const suspended = await db.user.count({ where: { environmentId: environment.id, status: "suspended" } });
    const events = await db.auditEvent.count({ where: { requestId: jobId, type: "user.suspended" } });
    const rows = await db.bulkJobRow.count({ where: { jobId, outcome: "changed" } });
    expect({ suspended, events, rows }).toEqual({ suspended: changed, events: changed, rows: changed });
    done.push(changed);
  }
  expect(done[0]).toBe(0);
  expect(done[2]).toBeGreaterThan(0);
  expect(done[2]).toBeLessThan(USERS);

  await runBulkJob(jobId);
  expect(await db.bulkJob.findUniqueOrThrow({ where: { id: jobId } })).toMatchObject({
    ...{ status: "finished", total: USERS, changed: USERS, skipped: 0, refused: 0 },
  });
  const told = await db.auditEvent.groupBy({
    by: ["userId"],
    where: { requestId: jobId, type: "user.suspended" },
    _count: true,
  });
  expect(told).toHaveLength(USERS);
  expect(told.every(({ _count }) => _count === 1)).toBe(true);
  expect(await db.auditEvent.count({ where: { requestId: jobId, type: "bulk_job.finished" } })).toBe(1);
}, 120_000);
