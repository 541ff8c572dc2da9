import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addJob } from "@/lib/core/add-job";
import { db, pool } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { createTestEnvironment } from "@/prisma/factories";
import { releaseAbandonedJobs, WORKER_LOCK_CLASS } from "./release-abandoned-jobs";
import { type JobsHandle, startJobs } from "./start-jobs";

let jobs: JobsHandle | undefined;

beforeEach(async () => {
  await pool().query("DELETE FROM graphile_worker._private_jobs");
});

afterEach(async () => {
  await jobs?.stop();
  jobs = undefined;
});

async function waitingJobs(): Promise<{ task: string; attempts: number; locked_by: string | null }[]> {
  const { rows } = await pool().query(
    "SELECT task_identifier AS task, attempts, locked_by FROM graphile_worker.jobs ORDER BY id",
  );
  return rows;
}

test("a job is added by the transaction of its deed, and is not when that fails", async () => {
  const deed = (shouldFail: boolean) =>
    db.$transaction(async (tx) => {
      await addJob(tx, "sweep_expired", {});
      if (shouldFail) throw new Error("the deed failed");
    });

  await expect(deed(true)).rejects.toThrow("the deed failed");
  expect(await waitingJobs()).toEqual([]);
  await deed(false);
  expect(await waitingJobs()).toEqual([{ task: "sweep_expired", attempts: 0, locked_by: null }]);
});

test("a worker does the job, and a job that fails waits for its next attempt", async () => {
  const environment = await createTestEnvironment();
  const expired = {
    environmentId: environment.id,
    model: "Session",
    id: "old",
    payload: {},
    expiresAt: new Date(0),
  };
  await db.oidcArtifact.create({ data: expired });
  await db.$transaction(async (tx) => {
    await addJob(tx, "sweep_expired", {});
    await addJob(tx, "send_mail", { messageId: "no id" });
  });

  jobs = await startJobs();

  await vi.waitFor(async () => expect(await db.oidcArtifact.count({ where: { id: "old" } })).toBe(0), 5_000);
  await vi.waitFor(
    async () => expect(await waitingJobs()).toEqual([{ task: "send_mail", attempts: 1, locked_by: null }]),
    5_000,
  );
  const { rows } = await pool().query("SELECT run_at > now() AS is_later FROM graphile_worker.jobs");
  expect(rows).toEqual([{ is_later: true }]);
});

test("jobs of a dead worker are given back, those of a living one are not", async () => {
  jobs = await startJobs();
  const client = await pool().connect();
  try {
    await db.$transaction((tx) => addJob(tx, "send_mail", { messageId: newId() }));
    await vi.waitFor(async () => expect(await waitingJobs()).toEqual([]), 5_000);
    await jobs.stop();
    await db.$transaction((tx) => addJob(tx, "send_mail", { messageId: newId() }));
    await db.$transaction((tx) => addJob(tx, "send_mail", { messageId: newId() }));
    await client.query(`UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '1 minute',
      locked_by = CASE WHEN id = (SELECT min(id) FROM graphile_worker._private_jobs) THEN 'dead' ELSE 'alive' END`);
    await client.query("SELECT pg_advisory_lock_shared($1, hashtext('alive'))", [WORKER_LOCK_CLASS]);

    expect(await releaseAbandonedJobs()).toBe(1);

    expect((await waitingJobs()).map(({ locked_by }) => locked_by)).toEqual([null, "alive"]);
  } finally {
    await client.query("SELECT pg_advisory_unlock_all()");
    client.release();
  }
});

test("the worker goes on after its connections were cut", async () => {
  jobs = await startJobs();
  await pool().query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
  await vi.waitFor(() => db.$transaction((tx) => addJob(tx, "sweep_expired", {})), 5_000);
  await vi.waitFor(async () => expect(await waitingJobs()).toEqual([]), { timeout: 15_000, interval: 100 });
});
