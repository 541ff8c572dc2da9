import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
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
import { addMembers } from "./add-members";
import { removeMember } from "./remove-member";

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "admin", environment });
  const { id: organizationId } = await createOrganizationRow({ environmentId: environment.id });
  const user = await createUserRow({ environmentId: environment.id });
  return { environment, ctx, organizationId, userId: user.id };
}

const eventsOf = (userId: string) =>
  db.auditEvent.findMany({
    where: { userId },
    orderBy: { id: "asc" },
    select: { type: true, organizationId: true, before: true, after: true },
  });

describe("addMembers", () => {
  test("adds those who are no members yet and records each", async () => {
    const { environment, ctx, organizationId, userId } = await setUp();
    const member = await createUserRow({ environmentId: environment.id, organizationIds: [organizationId] });
    const userIds = [userId, member.id, userId];
    expect(await addMembers(ctx, { organizationId, userIds })).toEqual({ added: 1 });
    expect(await db.membership.count({ where: { organizationId } })).toBe(2);
    expect(await eventsOf(userId)).toEqual([
      {
        type: "organization.member_added",
        organizationId,
        before: { isMember: false },
        after: { isMember: true },
      },
    ]);
    expect(await eventsOf(member.id)).toEqual([]);
  });

  test("refuses who may not, members already, and the deleted", async () => {
    const { environment, ctx, organizationId, userId } = await setUp();
    const support = await contextFor({ role: "support", environment });
    await expect(addMembers(support, { organizationId, userIds: [userId] })).rejects.toMatchObject({
      code: "forbidden",
    });
    const deleted = await createUserRow({ environmentId: environment.id, status: "deleted" });
    await expect(addMembers(ctx, { organizationId, userIds: [deleted.id] })).rejects.toMatchObject({
      code: "not_found",
    });
    await addMembers(ctx, { organizationId, userIds: [userId] });
    await expect(addMembers(ctx, { organizationId, userIds: [userId] })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("knows neither users nor organizations of another environment", async () => {
    const { ctx, organizationId, userId } = await setUp();
    const stranger = await setUp();
    for (const other of [stranger.userId, newId(), "nonsense"]) {
      await expect(addMembers(ctx, { organizationId, userIds: [userId, other] })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    for (const other of [stranger.organizationId, newId(), "nonsense"]) {
      await expect(addMembers(ctx, { organizationId: other, userIds: [userId] })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    expect(await db.membership.count({ where: { organizationId } })).toBe(0);
  });

  test("of two at once one wins and the other is told", async () => {
    const { ctx, organizationId, userId } = await setUp();
    const results = await Promise.allSettled(
      [1, 2].map(() => addMembers(ctx, { organizationId, userIds: [userId] })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await eventsOf(userId)).toHaveLength(1);
  });
});

describe("removeMember", () => {
  test("takes roles and permissions away with the membership, and records them", async () => {
    const { environment, ctx, organizationId, userId } = await setUp();
    await db.membership.create({ data: { organizationId, userId } });
    const role = await createRoleRow({ environmentId: environment.id, key: "editor" });
    await giveRole({ userId, organizationId, roleId: role.id });
    await removeMember(ctx, { organizationId, userId });
    expect(await db.membershipRole.count({ where: { userId } })).toBe(0);
    expect(await eventsOf(userId)).toEqual([
      {
        type: "organization.member_removed",
        organizationId,
        before: { isMember: true, roles: ["editor"], permissions: [] },
        after: { isMember: false },
      },
    ]);
  });

  test("refuses who may not, who is no member, and the last organization", async () => {
    const { environment, ctx, organizationId, userId } = await setUp();
    const last = { organizationId: environment.organizationId, userId };
    const support = await contextFor({ role: "support", environment });
    await expect(removeMember(support, last)).rejects.toMatchObject({ code: "forbidden" });
    await expect(removeMember(ctx, { organizationId, userId })).rejects.toMatchObject({ code: "conflict" });
    await expect(removeMember(ctx, last)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("only organization"),
    });
    expect(await eventsOf(userId)).toEqual([]);
  });

  test("knows neither users nor organizations of another environment", async () => {
    const { ctx, organizationId, userId } = await setUp();
    const stranger = await setUp();
    for (const other of [stranger.userId, newId(), "nonsense"]) {
      await expect(removeMember(ctx, { organizationId, userId: other })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    for (const other of [stranger.organizationId, newId(), "nonsense"]) {
      await expect(removeMember(ctx, { organizationId: other, userId })).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });

  test("of two removals at once from the two last organizations one is refused", async () => {
    const { environment, ctx, organizationId, userId } = await setUp();
    await db.membership.create({ data: { organizationId, userId } });
    const results = await Promise.allSettled(
      [organizationId, environment.organizationId].map((id) =>
        removeMember(ctx, { organizationId: id, userId }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.membership.count({ where: { userId } })).toBe(1);
  });

  test("keeps the last owner of the team", async () => {
    const team = await createTeam();
    const staff = await createStaff({ role: "owner" });
    const ctx = await contextFor({ role: "owner", environment: team, staff });
    const { id } = await createOrganizationRow({ environmentId: team.id });
    await db.membership.create({ data: { organizationId: id, userId: staff.id } });
    await db.membershipRole.deleteMany({
      where: { roleId: team.roleIds.owner, userId: { not: staff.id } },
    });
    const input = { organizationId: team.organizationId, userId: staff.id };
    await expect(removeMember(ctx, input)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("no owner"),
    });
    expect(await db.membershipRole.count({ where: { userId: staff.id } })).toBe(1);
  });
});
