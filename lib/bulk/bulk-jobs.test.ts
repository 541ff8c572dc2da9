import { describe, expect, test } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import {
  contextFor,
  createOrganizationRow,
  createRoleRow,
  createStaff,
  createTeam,
  createTestEnvironment,
  createUserRow,
  giveRole,
} from "@/prisma/factories";
import { cancelBulkJob } from "./cancel-bulk-job";
import { runBulkJob } from "./run-bulk-job";
import { type BulkDeed, bulkDeed } from "./schema";
import { startBulkJob } from "./start-bulk-job";

const suspend: BulkDeed = { kind: "suspend", reason: "Fraud" };
const all = { query: "" };

async function setUp(count = 3, role: "admin" | "support" | "owner" = "admin") {
  const environment = await createTestEnvironment();
  const staff = await createStaff({ role });
  const ctx = await contextFor({ role, environment, staff });
  const userIds: string[] = [];
  for (let index = 0; index < count; index += 1) {
    userIds.push((await createUserRow({ environmentId: environment.id })).id);
  }
  return { environment, ctx, staff, userIds };
}

async function doJob(
  ctx: Context,
  deed: BulkDeed,
  selection: Parameters<typeof startBulkJob>[1]["selection"] = all,
) {
  const { jobId } = await startBulkJob(ctx, { deed, selection });
  await runBulkJob(jobId);
  return jobId;
}

const jobOf = (id: string) => db.bulkJob.findUniqueOrThrow({ where: { id } });
const rowsOf = async (jobId: string) => {
  const rows = await db.bulkJobRow.findMany({ where: { jobId }, orderBy: { userId: "asc" } });
  return rows.map(({ outcome, reason }) => [outcome, reason]);
};
const eventsOf = async (requestId: string) => {
  const events = await db.auditEvent.findMany({ where: { requestId }, orderBy: { id: "asc" } });
  return events.map(({ type }) => type);
};

describe("a bulk job", () => {
  test("suspends all that match, with a result and an event for each and a line for the job", async () => {
    const { environment, ctx, userIds } = await setUp();
    const out = await createUserRow({ environmentId: environment.id, status: "suspended" });
    await createUserRow({ environmentId: environment.id, status: "deleted" });
    await db.oidcArtifact.create({
      data: {
        environmentId: environment.id,
        model: "Session",
        id: "bulk-session",
        payload: {},
        userId: userIds[0],
      },
    });
    const jobId = await doJob(ctx, suspend);

    expect(await jobOf(jobId)).toMatchObject({
      ...{ status: "finished", total: 4, changed: 3, refused: 0, skipped: 1 },
      finishedAt: expect.any(Date),
    });
    expect(await rowsOf(jobId)).toEqual([
      ...userIds.map(() => ["changed", null]),
      ["skipped", "This user is already suspended."],
    ]);
    expect(await db.user.count({ where: { environmentId: environment.id, status: "suspended" } })).toBe(4);
    expect(await db.oidcArtifact.count({ where: { userId: userIds[0] } })).toBe(0);
    expect(await eventsOf(jobId)).toEqual([
      "bulk_job.started",
      ...userIds.map(() => "user.suspended"),
      "bulk_job.finished",
    ]);
    const event = await db.auditEvent.findFirstOrThrow({ where: { userId: userIds[0] } });
    expect(event).toMatchObject({ actorId: ctx.actor.type === "admin" && ctx.actor.id, reason: "Fraud" });
    expect(await db.auditEvent.count({ where: { userId: out.id } })).toBe(0);
  });

  test("takes those who match when it begins, and nobody who came after it was started", async () => {
    const { environment, ctx, userIds } = await setUp();
    const [first = ""] = userIds;
    const { jobId } = await startBulkJob(ctx, { deed: suspend, selection: { query: "status=active" } });
    await db.user.update({ where: { id: first }, data: { status: "deleted" } });
    const late = await createUserRow({ environmentId: environment.id });
    await runBulkJob(jobId);
    expect(await jobOf(jobId)).toMatchObject({ total: 2, changed: 2 });
    expect(await db.user.findUniqueOrThrow({ where: { id: late.id } })).toMatchObject({ status: "active" });
  });

  test("restores those selected", async () => {
    const { environment, ctx, userIds } = await setUp();
    await db.user.updateMany({ where: { id: { in: userIds } }, data: { status: "suspended" } });
    const jobId = await doJob(ctx, { kind: "restore" }, { userIds: userIds.slice(0, 2) });
    expect(await jobOf(jobId)).toMatchObject({ total: 2, changed: 2 });
    expect(await db.user.count({ where: { environmentId: environment.id, status: "active" } })).toBe(2);
  });

  test.each(["access", "record"] as const)("deletes to the extent of %s", async (extent) => {
    const { environment, ctx, userIds } = await setUp();
    const jobId = await doJob(ctx, { kind: "delete", extent, reason: "" });
    expect(await jobOf(jobId)).toMatchObject({ total: 3, changed: 3 });
    const where = { environmentId: environment.id };
    expect(await db.user.count({ where })).toBe(extent === "access" ? 3 : 0);
    expect(await db.identity.count({ where: { ...where, claim: { not: null } } })).toBe(0);
    const type = extent === "access" ? "user.access_removed" : "user.deleted";
    expect(await db.auditEvent.count({ where: { userId: { in: userIds }, type } })).toBe(3);
  });

  test("adds to an organization, then gives and takes a role there", async () => {
    const { environment, ctx, userIds } = await setUp();
    const { id: organizationId } = await createOrganizationRow({ environmentId: environment.id });
    const { id: roleId } = await createRoleRow({ environmentId: environment.id, key: "editor" });
    const [first = ""] = userIds;
    await db.membership.create({ data: { organizationId, userId: first } });
    const added = await doJob(ctx, { kind: "add_to_organization", organizationId });
    expect(await rowsOf(added)).toEqual([
      ["skipped", "This user is already a member of this organization."],
      ["changed", null],
      ["changed", null],
    ]);
    const outsider = await createUserRow({ environmentId: environment.id });
    await giveRole({ userId: first, organizationId, roleId });
    const given = await doJob(ctx, { kind: "give_role", organizationId, roleId });
    expect(await rowsOf(given)).toEqual([
      ["skipped", "This user already has this role in this organization."],
      ["changed", null],
      ["changed", null],
      ["skipped", "This user does not belong to this organization."],
    ]);
    expect(await db.membershipRole.count({ where: { roleId } })).toBe(3);
    const taken = await doJob(ctx, { kind: "take_role", organizationId, roleId });
    expect(await jobOf(taken)).toMatchObject({ changed: 3, skipped: 1 });
    expect(await db.membershipRole.count({ where: { roleId } })).toBe(0);
    const last = await db.auditEvent.findMany({ where: { userId: userIds[1] }, orderBy: { id: "asc" } });
    expect(last.map(({ type, before, after }) => [type, before, after])).toEqual([
      ["organization.member_added", { isMember: false }, { isMember: true }],
      ["user.roles_updated", {}, { rolesAdded: ["editor"] }],
      ["user.roles_updated", { rolesRemoved: ["editor"] }, {}],
    ]);
    expect(await db.auditEvent.count({ where: { userId: outsider.id } })).toBe(0);
  });

  test("in the team refuses yourself, owners and the last owner, each by itself", async () => {
    const team = await createTeam();
    await db.user.updateMany({ where: { environmentId: team.id }, data: { status: "deleted" } });
    const owners = [await createStaff({ role: "owner" }), await createStaff({ role: "owner" })];
    const admin = await createStaff({ role: "admin" });
    const support = await createStaff({ role: "support" });
    const asAdmin = await contextFor({ role: "admin", environment: team, staff: admin });
    const job = await doJob(asAdmin, suspend, { userIds: [...owners, admin, support].map(({ id }) => id) });
    expect(await rowsOf(job)).toEqual([
      ["refused", "This user is an owner. Only an owner can change an owner."],
      ["refused", "This user is an owner. Only an owner can change an owner."],
      ["refused", "You cannot suspend yourself. Ask another member of your team to do it."],
      ["changed", null],
    ]);

    const [one, two] = owners;
    const asOwner = await contextFor({ role: "owner", environment: team, staff: two });
    const next = await doJob(asOwner, { kind: "delete", extent: "record", reason: "" });
    expect(await rowsOf(next)).toEqual([
      ["changed", null],
      ["refused", "You cannot delete yourself. Ask another member of your team to do it."],
      ["changed", null],
      ["changed", null],
    ]);
    expect(await db.user.count({ where: { id: one?.id } })).toBe(0);

    const roleId = team.roleIds.owner ?? "";
    const { organizationId } = team;
    const third = await createStaff({ role: "owner" });
    const take = await doJob(asOwner, { kind: "take_role", organizationId, roleId });
    const rows = await rowsOf(take);
    expect(rows.map(([outcome]) => outcome)).toEqual(["changed", "refused"]);
    expect(rows[1]?.[1]).toContain("last owner");
    expect(await db.membershipRole.count({ where: { roleId, userId: third.id } })).toBe(1);
  });

  test("gives nobody in the team a right that the admin does not have", async () => {
    const team = await createTeam();
    const support = await createStaff({ role: "support" });
    const admin = await createStaff({ role: "admin" });
    const ctx = await contextFor({ role: "admin", environment: team, staff: admin });
    const deed = {
      kind: "give_role",
      organizationId: team.organizationId,
      roleId: team.roleIds.owner ?? "",
    } as const;
    const jobId = await doJob(ctx, deed, { userIds: [support.id, admin.id] });
    expect(await rowsOf(jobId)).toEqual([
      ["refused", "You cannot give rights that you do not have. Ask an owner to do it."],
      ["refused", "You cannot change your own access. Ask an owner to do it."],
    ]);
  });
});

describe("starting", () => {
  test("keeps half a character of a reason as the sign for one that cannot be shown", async () => {
    const { ctx } = await setUp(1);
    const deed = bulkDeed.parse({ kind: "suspend", reason: "Fraud \ud83d" });
    const { jobId } = await startBulkJob(ctx, { deed, selection: all });
    expect((await jobOf(jobId)).deed).toMatchObject({ reason: "Fraud \ufffd" });
  });

  test("refuses who may not do the deed to one user", async () => {
    const { environment, userIds } = await setUp(1);
    const support = await contextFor({ role: "support", environment });
    const auditor = await contextFor({ role: "auditor", environment });
    const remove = { kind: "delete", extent: "record", reason: "" } as const;
    for (const [ctx, deed] of [
      [auditor, suspend],
      [support, remove],
    ] as const) {
      await expect(startBulkJob(ctx, { deed, selection: { userIds } })).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    const admin = await contextFor({ role: "support", environment: await createTeam() });
    await expect(startBulkJob(admin, { deed: suspend, selection: all })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await db.bulkJob.count({ where: { environmentId: environment.id } })).toBe(0);
  });

  test("knows neither users, organizations nor roles of another environment", async () => {
    const [here, there] = [await setUp(1), await setUp(1)];
    const organizationId = there.environment.organizationId;
    const { id: roleId } = await createRoleRow({ environmentId: there.environment.id, key: "foreign" });
    const own = here.environment.organizationId;
    const cases: [BulkDeed, object][] = [
      [suspend, { userIds: [...here.userIds, ...there.userIds] }],
      [suspend, { userIds: ["nonsense"] }],
      [{ kind: "add_to_organization", organizationId }, all],
      [{ kind: "give_role", organizationId: own, roleId }, all],
      [{ kind: "take_role", organizationId: "nonsense", roleId: "nonsense" }, all],
    ];
    for (const [deed, selection] of cases) {
      await expect(
        startBulkJob(here.ctx, { deed, selection: { ...all, ...selection } }),
      ).rejects.toMatchObject({
        code: "not_found",
      });
    }
    await doJob(here.ctx, suspend, { query: `q=${there.userIds[0]}` });
    await doJob(here.ctx, suspend, { query: `organization=${organizationId}` });
    expect(await db.user.count({ where: { environmentId: there.environment.id, status: "active" } })).toBe(1);
    const { jobId } = await startBulkJob(there.ctx, { deed: suspend, selection: all });
    await expect(cancelBulkJob(here.ctx, { jobId })).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelBulkJob(here.ctx, { jobId: "nonsense" })).rejects.toMatchObject({ code: "not_found" });
  });
});
