import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { parseListParams } from "@/lib/core/list-params";
import { createBulkJobRow } from "@/prisma/create-bulk-job-row";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { exportBulkResults } from "./export-bulk-results";
import { getBulkJob } from "./get-bulk-job";
import { listBulkJobs } from "./list-bulk-jobs";
import { listBulkResults } from "./list-bulk-results";
import { BULK_RESULT_LIST } from "./list-spec";
import { runBulkBatch } from "./run-bulk-batch";

const ask = (query: string) => parseListParams(new URLSearchParams(query), BULK_RESULT_LIST);

async function setUp(count = 3) {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "admin", environment });
  const userIds: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const status = index === 0 ? "suspended" : "active";
    userIds.push((await createUserRow({ environmentId: environment.id, status })).id);
  }
  const jobId = await createBulkJobRow({ environmentId: environment.id, createdById: ctx.actor.id, userIds });
  return { environment, ctx, userIds, jobId };
}

describe("the results of a bulk action", () => {
  test("are listed by outcome with names and counts, those of a deleted user too", async () => {
    const { ctx, userIds, jobId } = await setUp();
    expect(await listBulkResults(ctx, jobId, ask("outcome=pending"))).toMatchObject({ count: 3, next: null });
    await runBulkBatch(jobId);
    await db.user.delete({ where: { id: userIds[1] } });
    const all = await listBulkResults(ctx, jobId, ask(""));
    expect(all.results.map(({ outcome, name }) => [outcome, name === null])).toEqual([
      ["skipped", false],
      ["changed", true],
      ["changed", false],
    ]);
    const some = await listBulkResults(ctx, jobId, ask("outcome=skipped&outcome=refused"));
    expect(some).toMatchObject({ count: 1, results: [{ reason: "This user is already suspended." }] });
  });

  test("are paged both ways, also where several outcomes are merged", async () => {
    const { ctx, userIds, jobId } = await setUp(53);
    await runBulkBatch(jobId);
    for (const filter of ["", "outcome=changed&outcome=skipped"]) {
      const first = await listBulkResults(ctx, jobId, ask(filter));
      expect(first.results.map(({ userId }) => userId)).toEqual(userIds.slice(0, 50));
      expect(first).toMatchObject({ count: 53, previous: null, next: userIds[49] });
      const second = await listBulkResults(ctx, jobId, ask(`${filter}&cursor=${first.next}`));
      expect(second.results.map(({ userId }) => userId)).toEqual(userIds.slice(50));
      const back = await listBulkResults(
        ctx,
        jobId,
        ask(`${filter}&cursor=${second.previous}&direction=previous`),
      );
      expect(back.results).toEqual(first.results);
    }
  });

  test("are a CSV file for who may download users, and that is recorded", async () => {
    const { environment, ctx, userIds, jobId } = await setUp();
    await runBulkBatch(jobId);
    const lines = (await new Response(await exportBulkResults(ctx, jobId)).text()).trim().split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe(
      `${userIds[0]},${lines[1]?.split(",").slice(1, 3).join(",")},Skipped,This user is already suspended.`,
    );
    expect(await db.auditEvent.count({ where: { type: "user.exported", targetId: jobId } })).toBe(1);
    const support = await contextFor({ role: "support", environment });
    await expect(exportBulkResults(support, jobId)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("are not found from another environment or by nonsense", async () => {
    const [here, there] = [await setUp(1), await setUp(1)];
    for (const id of [there.jobId, "nonsense"]) {
      await expect(getBulkJob(here.ctx, id)).rejects.toMatchObject({ code: "not_found" });
      await expect(listBulkResults(here.ctx, id, ask(""))).rejects.toMatchObject({ code: "not_found" });
      await expect(exportBulkResults(here.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    }
    const { jobs } = await listBulkJobs(here.ctx, { cursor: null, direction: "next" });
    expect(jobs.map(({ id, done, total }) => [id, done, total])).toEqual([[here.jobId, 0, 1]]);
  });
});

test("recent bulk actions are paged, newest first", async () => {
  const { environment, ctx, userIds, jobId } = await setUp(1);
  const ids = [jobId];
  for (let index = 0; index < 27; index += 1) {
    const row = {
      environmentId: environment.id,
      createdById: ctx.actor.id,
      userIds,
      status: "finished",
    } as const;
    ids.unshift(await createBulkJobRow(row));
  }
  const first = await listBulkJobs(ctx, { cursor: null, direction: "next" });
  expect(first.jobs.map(({ id }) => id)).toEqual(ids.slice(0, 25));
  const second = await listBulkJobs(ctx, { cursor: first.next, direction: "next" });
  expect(second.jobs.map(({ id }) => id)).toEqual(ids.slice(25));
  const back = await listBulkJobs(ctx, { cursor: second.previous, direction: "previous" });
  expect(back).toMatchObject({ previous: null });
  expect(back.jobs.map(({ id }) => id)).toEqual(ids.slice(0, 25));
});
