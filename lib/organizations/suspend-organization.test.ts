import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import {
  contextFor,
  createOrganizationRow,
  createStaff,
  createTeam,
  createTestEnvironment,
  createUserRow,
  giveRole,
} from "@/prisma/factories";
import { isOrganizationSuspended } from "./is-organization-suspended";
import { suspendOrganization } from "./suspend-organization";
import { unsuspendOrganization } from "./unsuspend-organization";

const reason = "Did not pay";

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "admin", environment });
  const { id } = await createOrganizationRow({ environmentId: environment.id });
  return { environment, ctx, organizationId: id };
}

const typesOf = async (organizationId: string) =>
  (await db.auditEvent.findMany({ where: { organizationId }, orderBy: { id: "asc" } })).map(
    ({ type }) => type,
  );

describe("suspendOrganization and unsuspendOrganization", () => {
  test("close and open it, keep its members, and record both", async () => {
    const { environment, ctx, organizationId } = await setUp();
    const organizationIds = [organizationId];
    await createUserRow({ environmentId: environment.id, organizationIds });
    await suspendOrganization(ctx, { organizationId, reason });
    expect(await isOrganizationSuspended(organizationId)).toBe(true);
    expect(await db.auditEvent.findFirst({ where: { organizationId } })).toMatchObject({
      type: "organization.suspended",
      reason,
      before: { isSuspended: false },
      after: { isSuspended: true },
    });
    await unsuspendOrganization(ctx, { organizationId });
    expect(await isOrganizationSuspended(organizationId)).toBe(false);
    expect(await db.membership.count({ where: { organizationId } })).toBe(1);
    expect(await typesOf(organizationId)).toEqual(["organization.suspended", "organization.unsuspended"]);
  });

  test("end sessions and tokens of those with no other open organization, and of nobody else", async () => {
    const { environment, ctx, organizationId } = await setUp();
    const environmentId = environment.id;
    const both = [organizationId, environment.organizationId];
    const alone = await createUserRow({ environmentId, organizationIds: [organizationId] });
    const other = await createUserRow({ environmentId, organizationIds: both });
    const users = [alone.id, other.id];
    await db.oidcArtifact.createMany({
      data: users.flatMap((userId) =>
        ["Session", "RefreshToken"].map((model) => ({
          environmentId,
          model,
          id: newId(),
          payload: {},
          userId,
        })),
      ),
    });
    await suspendOrganization(ctx, { organizationId, reason });
    expect(await db.oidcArtifact.count({ where: { userId: alone.id } })).toBe(0);
    expect(await db.oidcArtifact.count({ where: { userId: other.id } })).toBe(2);
  });

  test("refuse who may not", async () => {
    const { environment, organizationId } = await setUp();
    const ctx = await contextFor({ role: "support", environment });
    for (const deed of [suspendOrganization, unsuspendOrganization]) {
      await expect(deed(ctx, { organizationId, reason })).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await typesOf(organizationId)).toEqual([]);
  });

  test("refuse the wrong state, and the default organization always", async () => {
    const { environment, ctx, organizationId } = await setUp();
    await expect(unsuspendOrganization(ctx, { organizationId })).rejects.toMatchObject({ code: "conflict" });
    await suspendOrganization(ctx, { organizationId, reason });
    await expect(suspendOrganization(ctx, { organizationId, reason })).rejects.toMatchObject({
      code: "conflict",
      message: "This organization is already suspended.",
    });
    const standard = { organizationId: environment.organizationId, reason };
    await expect(suspendOrganization(ctx, standard)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("default organization"),
    });
  });

  test("do not find another environment's organization, nor a malformed id", async () => {
    const { ctx } = await setUp();
    const stranger = await setUp();
    for (const organizationId of [stranger.organizationId, newId(), "nonsense"]) {
      for (const deed of [suspendOrganization, unsuspendOrganization]) {
        await expect(deed(ctx, { organizationId, reason })).rejects.toMatchObject({ code: "not_found" });
      }
    }
    expect(await isOrganizationSuspended(stranger.organizationId)).toBe(false);
  });

  test("of two at once one wins and the other is told", async () => {
    const { ctx, organizationId } = await setUp();
    for (const deed of [suspendOrganization, unsuspendOrganization]) {
      const results = await Promise.allSettled([1, 2].map(() => deed(ctx, { organizationId, reason })));
      expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(results.find((result) => result.status === "rejected")?.reason).toMatchObject({
        code: "conflict",
      });
    }
    expect(await typesOf(organizationId)).toHaveLength(2);
  });
});

describe("suspendOrganization in the team", () => {
  test("never closes the organization in which the last owner is one", async () => {
    const team = await createTeam();
    const staff = await createStaff({ role: "owner" });
    const ctx = await contextFor({ role: "owner", environment: team, staff });
    const { id } = await createOrganizationRow({ environmentId: team.id });
    const roleId = team.roleIds.owner ?? "";
    await db.membershipRole.deleteMany({ where: { roleId } });
    await db.membership.create({ data: { organizationId: id, userId: staff.id } });
    await giveRole({ userId: staff.id, organizationId: id, roleId });
    await expect(suspendOrganization(ctx, { organizationId: id, reason })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("no owner"),
    });

    await createStaff({ role: "owner" });
    const admin = await contextFor({ role: "admin", environment: team });
    await expect(suspendOrganization(admin, { organizationId: id, reason })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("Only an owner"),
    });
    await suspendOrganization(ctx, { organizationId: id, reason });
    expect(await isOrganizationSuspended(id)).toBe(true);
  });
});
