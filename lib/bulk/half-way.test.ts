import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import {
  contextFor,
  createOrganizationRow,
  createRoleRow,
  createStaff,
  createTestEnvironment,
} from "@/prisma/factories";
import { beginBulkJob } from "./begin-bulk-job";
import { cancelBulkJob } from "./cancel-bulk-job";
import { runBulkBatch } from "./run-bulk-batch";
import { runBulkJob } from "./run-bulk-job";
import type { BulkDeed } from "./schema";
import { startBulkJob } from "./start-bulk-job";

const suspend: BulkDeed = { kind: "suspend", reason: "Fraud" };
const all = { query: "" };

const jobOf = (id: string) => db.bulkJob.findUniqueOrThrow({ where: { id } });
const eventsOf = async (requestId: string) => {
  const events = await db.auditEvent.findMany({ where: { requestId }, orderBy: { id: "asc" } });
  return events.map(({ type }) => type);
};

describe("half-way", () => {
  /** A job of 101 users with its first batch of 100 done. */
  async function halfDone(
    deed: (place: { organizationId: string; roleId: string }) => BulkDeed = () => suspend,
  ) {
    const environment = await createTestEnvironment();
    const staff = await createStaff({ role: "admin" });
    const ctx = await contextFor({ role: "admin", environment, staff });
    const { id: organizationId } = await createOrganizationRow({ environmentId: environment.id });
    const { id: roleId } = await createRoleRow({ environmentId: environment.id, key: "editor" });
    await db.$executeRaw`
      INSERT INTO app_user (id, environment_id, created_at)
      SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(n), 4, '0') || right(${environment.id}, 8))::uuid,
        ${environment.id}::uuid, now() FROM generate_series(1, 101) n`;
    await db.$executeRaw`
      INSERT INTO membership (organization_id, user_id)
      SELECT ${environment.organizationId}::uuid, id FROM app_user WHERE environment_id = ${environment.id}::uuid`;
    const place = { organizationId: environment.organizationId, roleId };
    const { jobId } = await startBulkJob(ctx, { deed: deed({ ...place }), selection: all });
    await beginBulkJob(jobId);
    expect(await runBulkBatch(jobId)).toBe(true);
    expect(await jobOf(jobId)).toMatchObject({ status: "running", total: 101, changed: 100 });
    return { environment, ctx, staff, jobId, place, organizationId };
  }

  test("a cancelled job does no more; what is done stays, and it cannot be cancelled twice", async () => {
    const { environment, ctx, jobId } = await halfDone();
    await cancelBulkJob(ctx, { jobId });
    await runBulkJob(jobId);
    expect(await jobOf(jobId)).toMatchObject({ status: "cancelled", changed: 100 });
    expect(await db.user.count({ where: { environmentId: environment.id, status: "active" } })).toBe(1);
    const event = await db.auditEvent.findFirstOrThrow({
      where: { targetId: jobId, type: "bulk_job.cancelled" },
    });
    expect(event).toMatchObject({ actorId: ctx.actor.id, after: { changed: 100, users: 101 } });
    await expect(cancelBulkJob(ctx, { jobId })).rejects.toMatchObject({ code: "conflict" });
  });

  test("who may not do the deed may not cancel it", async () => {
    const { environment, jobId } = await halfDone();
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(cancelBulkJob(auditor, { jobId })).rejects.toMatchObject({ code: "forbidden" });
    expect(await jobOf(jobId)).toMatchObject({ status: "running" });
  });

  test.each(["suspended", "without the right"])("stops when its admin is %s", async (how) => {
    const { environment, staff, jobId } = await halfDone();
    if (how === "suspended") await db.user.update({ where: { id: staff.id }, data: { status: "suspended" } });
    else await db.membershipRole.deleteMany({ where: { userId: staff.id } });
    await runBulkJob(jobId);
    expect(await jobOf(jobId)).toMatchObject({
      status: "stopped",
      failure: "Who started this may not do it any more.",
    });
    expect(await db.user.count({ where: { environmentId: environment.id, status: "active" } })).toBe(1);
    expect((await eventsOf(jobId)).at(-1)).toBe("bulk_job.stopped");
  });

  test("stops when the role was deleted", async () => {
    const { jobId, place } = await halfDone((held) => ({ kind: "give_role", ...held }));
    await db.role.delete({ where: { id: place.roleId } });
    await runBulkJob(jobId);
    expect(await jobOf(jobId)).toMatchObject({
      ...{ status: "stopped", changed: 100 },
      failure: "This role does not exist, or is not in this environment.",
    });
  });

  test("stops when the organization was deleted; a suspended one is no obstacle, as for one user", async () => {
    const { ctx, environment, organizationId } = await halfDone();
    const deed = { kind: "add_to_organization", organizationId } as const;
    const { jobId } = await startBulkJob(ctx, { deed, selection: all });
    await beginBulkJob(jobId);
    await db.organization.update({ where: { id: organizationId }, data: { suspendedAt: new Date() } });
    await runBulkBatch(jobId);
    expect(await jobOf(jobId)).toMatchObject({ status: "running", changed: 100 });
    await db.organization.delete({ where: { id: organizationId } });
    await runBulkJob(jobId);
    expect(await jobOf(jobId)).toMatchObject({
      ...{ status: "stopped", changed: 100 },
      failure: "This organization does not exist, or is not in this environment.",
    });
    expect(await db.user.count({ where: { environmentId: environment.id } })).toBe(101);
  });

  test("two workers at once do each user once", async () => {
    const { environment, jobId } = await halfDone();
    await Promise.all([1, 2, 3].map(() => runBulkJob(jobId)));
    expect(await jobOf(jobId)).toMatchObject({ status: "finished", changed: 101, skipped: 0 });
    expect(await db.auditEvent.count({ where: { requestId: jobId, type: "user.suspended" } })).toBe(101);
    expect(await db.auditEvent.count({ where: { requestId: jobId, type: "bulk_job.finished" } })).toBe(1);
    expect(await db.user.count({ where: { environmentId: environment.id, status: "suspended" } })).toBe(101);
  });

  test("a worker that must stop hands the job on", async () => {
    const { jobId } = await halfDone();
    const stopping = new AbortController();
    stopping.abort();
    // The batch in hand is the last of 101; the end is left to another.
    await runBulkJob(jobId, stopping.signal);
    expect(await jobOf(jobId)).toMatchObject({ status: "running", changed: 101 });
    await runBulkJob(jobId);
    expect(await jobOf(jobId)).toMatchObject({ status: "finished" });
  });
});
