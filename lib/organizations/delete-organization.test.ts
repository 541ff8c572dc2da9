import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { idTime, newId } from "@/lib/core/ids";
import { createConnectionRow } from "@/prisma/create-connection-row";
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
import { deleteOrganization } from "./delete-organization";

const isConfirmed = true as const;

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "admin", environment });
  const { id } = await createOrganizationRow({ environmentId: environment.id, name: "Acme" });
  return { environment, ctx, organizationId: id };
}

const eventsOf = (userId: string) => db.auditEvent.findMany({ where: { userId }, orderBy: { type: "asc" } });

const organizationsOf = async (userId: string) =>
  (await db.membership.findMany({ where: { userId } })).map(({ organizationId }) => organizationId);

describe("deleteOrganization", () => {
  test("removes its users, moves those left with none to the default one, and records it", async () => {
    const { environment, ctx, organizationId } = await setUp();
    const other = await createOrganizationRow({ environmentId: environment.id });
    const alone = await createUserRow({ environmentId: environment.id, organizationIds: [organizationId] });
    const both = await createUserRow({
      environmentId: environment.id,
      organizationIds: [organizationId, other.id],
    });
    const role = await createRoleRow({ environmentId: environment.id, key: "member" });
    await giveRole({ userId: alone.id, organizationId, roleId: role.id });

    expect(await deleteOrganization(ctx, { organizationId, isConfirmed })).toEqual({ removed: 2, moved: 1 });
    expect(await db.organization.count({ where: { id: organizationId } })).toBe(0);
    expect(await organizationsOf(alone.id)).toEqual([environment.organizationId]);
    expect(await organizationsOf(both.id)).toEqual([other.id]);
    expect(await db.membershipRole.count({ where: { userId: alone.id } })).toBe(0);
    expect(await db.auditEvent.findMany({ where: { targetId: organizationId } })).toMatchObject([
      {
        type: "organization.deleted",
        targetId: organizationId,
        before: { name: "Acme" },
        after: { usersRemoved: 2, usersMovedToDefaultOrganization: 1 },
      },
    ]);
  });

  test("is seen in the activity of each of its users, and the move to the default organization too", async () => {
    const { environment, ctx, organizationId } = await setUp();
    const other = await createOrganizationRow({ environmentId: environment.id });
    const alone = await createUserRow({ environmentId: environment.id, organizationIds: [organizationId] });
    const both = await createUserRow({
      environmentId: environment.id,
      organizationIds: [organizationId, other.id],
    });
    const member = await createRoleRow({ environmentId: environment.id, key: "member" });
    await giveRole({ userId: alone.id, organizationId, roleId: member.id });
    const starter = await createRoleRow({ environmentId: environment.id, key: "starter" });
    await db.organizationDefaultRole.create({
      data: { organizationId: environment.organizationId, roleId: starter.id },
    });
    await deleteOrganization(ctx, { organizationId, isConfirmed });

    const left = (roles: string[]) => ({
      type: "organization.member_removed",
      organizationId,
      reason: "The organization was deleted",
      before: { isMember: true, roles, permissions: [] },
      after: { isMember: false },
    });
    expect(await eventsOf(both.id)).toMatchObject([left([])]);
    const events = await eventsOf(alone.id);
    expect(events).toMatchObject([
      {
        type: "organization.member_added",
        organizationId: environment.organizationId,
        before: { isMember: false },
        after: { isMember: true, roles: ["starter"] },
      },
      left(["member"]),
    ]);
    for (const { id, targetId, targetType } of events) {
      expect({ targetId, targetType }).toEqual({ targetId: alone.id, targetType: "user" });
      expect(Math.abs(idTime(id).getTime() - Date.now())).toBeLessThan(60_000);
    }
  });

  test("a connection whose new users joined it goes back to the policies of sign-up, and the log says so", async () => {
    const { environment, ctx, organizationId } = await setUp();
    const own = { environmentId: environment.id, organizationId };
    const connection = await createConnectionRow(own);
    await deleteOrganization(ctx, { organizationId, isConfirmed });
    const where = { id: connection.id };
    expect(await db.connection.findUnique({ where })).toMatchObject({ organizationId: null, version: 2 });
    expect(await db.auditEvent.findMany({ where: { targetId: connection.id } })).toMatchObject([
      { type: "connection.updated", before: { organizationId }, after: { organizationId: null } },
    ]);
  });

  test("refuses who may not", async () => {
    const { environment, organizationId } = await setUp();
    const ctx = await contextFor({ role: "support", environment });
    await expect(deleteOrganization(ctx, { organizationId, isConfirmed })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await db.organization.count({ where: { id: organizationId } })).toBe(1);
  });

  test("refuses the default organization", async () => {
    const { environment, ctx } = await setUp();
    const input = { organizationId: environment.organizationId, isConfirmed };
    await expect(deleteOrganization(ctx, input)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("default organization"),
    });
  });

  test("does not find another environment's organization, nor a malformed id", async () => {
    const { ctx } = await setUp();
    const stranger = await setUp();
    for (const organizationId of [stranger.organizationId, newId(), "nonsense"]) {
      await expect(deleteOrganization(ctx, { organizationId, isConfirmed })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    expect(await db.organization.count({ where: { id: stranger.organizationId } })).toBe(1);
  });

  test("of two at once one wins and the other is told", async () => {
    const { ctx, organizationId } = await setUp();
    const results = await Promise.allSettled(
      [1, 2].map(() => deleteOrganization(ctx, { organizationId, isConfirmed })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.auditEvent.count({ where: { organizationId } })).toBe(1);
  });

  test("both organizations of a user deleted at once leave the default one", async () => {
    const { environment, ctx, organizationId } = await setUp();
    const other = await createOrganizationRow({ environmentId: environment.id });
    const organizationIds = [organizationId, other.id];
    const user = await createUserRow({ environmentId: environment.id, organizationIds });
    await Promise.all(
      organizationIds.map((id) => deleteOrganization(ctx, { organizationId: id, isConfirmed })),
    );
    expect(await organizationsOf(user.id)).toEqual([environment.organizationId]);
  });
});

describe("deleteOrganization in the team", () => {
  test("keeps the last owner", async () => {
    const team = await createTeam();
    const staff = await createStaff({ role: "owner" });
    const ctx = await contextFor({ role: "owner", environment: team, staff });
    const { id } = await createOrganizationRow({ environmentId: team.id });
    const roleId = team.roleIds.owner ?? "";
    await db.membershipRole.deleteMany({ where: { roleId } });
    await db.membership.create({ data: { organizationId: id, userId: staff.id } });
    await giveRole({ userId: staff.id, organizationId: id, roleId });
    await expect(deleteOrganization(ctx, { organizationId: id, isConfirmed })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("no owner"),
    });
    expect(await db.organization.count({ where: { id } })).toBe(1);
  });
});
