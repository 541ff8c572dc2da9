import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { createBulkJobRow } from "@/prisma/create-bulk-job-row";
import { createTestEnvironment } from "@/prisma/factories";
import { SWEEP_BATCH, sweepExpired } from "./sweep-expired";

const HOUR = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR);

test("deletes what has expired in several batches, and leaves what has not", async () => {
  const environment = await createTestEnvironment();
  const artifact = (index: number, expiresAt: Date | null) => ({
    environmentId: environment.id,
    model: "AccessToken",
    id: `token-${index}`,
    payload: {},
    expiresAt,
  });
  const count = SWEEP_BATCH * 2 + 5;
  await db.oidcArtifact.createMany({
    data: [
      ...Array.from({ length: count }, (_, index) => artifact(index, hoursAgo(1))),
      artifact(-1, hoursAgo(-1)),
      artifact(-2, null),
    ],
  });

  const [first, second] = await Promise.all([sweepExpired(), sweepExpired()]);

  expect((first.oidc_artifact ?? 0) + (second.oidc_artifact ?? 0)).toBe(count);
  const left = await db.oidcArtifact.findMany({
    where: { environmentId: environment.id },
    orderBy: { id: "asc" },
  });
  expect(left.map(({ id }) => id)).toEqual(["token--1", "token--2"]);
});

test("keeps a flow and a code for a day after they expired, and an account's lock while it lasts", async () => {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  for (const [id, hours] of [
    ["fresh", -1],
    ["late", 2],
    ["old", 30],
  ] as const) {
    await db.signInFlow.create({
      data: { id, environmentId, step: "identifier", expiresAt: hoursAgo(hours) },
    });
    await db.verificationCode.create({
      data: {
        id: newId(),
        environmentId,
        flowId: id,
        purpose: "test",
        codeHash: "-",
        expiresAt: hoursAgo(hours),
      },
    });
  }
  await db.lockout.createMany({
    data: [
      { environmentId, subject: "locked", lockedUntil: hoursAgo(-1), updatedAt: hoursAgo(30) },
      { environmentId, subject: "old", lockedUntil: hoursAgo(29), updatedAt: hoursAgo(30) },
      { environmentId, subject: "recent", failedAttempts: 3, updatedAt: hoursAgo(2) },
    ],
  });

  await sweepExpired();

  const flows = await db.signInFlow.findMany({ where: { environmentId }, orderBy: { id: "asc" } });
  expect(flows.map(({ id }) => id)).toEqual(["fresh", "late"]);
  const codes = await db.verificationCode.findMany({ where: { environmentId }, orderBy: { flowId: "asc" } });
  expect(codes.map(({ flowId }) => flowId)).toEqual(["fresh", "late"]);
  const lockouts = await db.lockout.findMany({ where: { environmentId }, orderBy: { subject: "asc" } });
  expect(lockouts.map(({ subject }) => subject)).toEqual(["locked", "recent"]);
});

test("keeps the results of a bulk action for thirty days, and those of one under way as long as it takes", async () => {
  const environment = await createTestEnvironment();
  const base = { environmentId: environment.id, createdById: newId(), userIds: [newId(), newId()] };
  const [old, recent] = [
    await createBulkJobRow({ ...base, status: "finished" }),
    await createBulkJobRow({ ...base, status: "finished" }),
  ];
  const underWay = await createBulkJobRow(base);
  await db.bulkJob.update({ where: { id: old }, data: { finishedAt: hoursAgo(31 * 24) } });
  await db.bulkJob.update({ where: { id: recent }, data: { finishedAt: hoursAgo(29 * 24) } });
  await sweepExpired();
  const where = { environmentId: environment.id };
  const left = await db.bulkJob.findMany({ where, orderBy: { id: "asc" }, select: { id: true } });
  expect(left.map(({ id }) => id)).toEqual([recent, underWay]);
  expect(await db.bulkJobRow.count({ where: { jobId: old } })).toBe(0);
  expect(await db.bulkJobRow.count({ where: { jobId: recent } })).toBe(2);
});
