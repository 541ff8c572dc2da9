import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { STAFF_PERMISSIONS, STAFF_ROLES } from "@/lib/permissions/staff-permissions";
import { createTeam } from "@/prisma/factories";
import { syncStaffRoles } from "./sync-staff-roles";

const NEW = { "kites:read": "See kites", "kites:fly": "Fly kites" };
const added: Record<string, string[]> = {
  owner: ["kites:read", "kites:fly"],
  admin: ["kites:read", "kites:fly"],
  support: ["kites:read", "kites:fly"],
  auditor: ["kites:read"],
};
const next = {
  permissions: { ...STAFF_PERMISSIONS, ...NEW },
  roles: STAFF_ROLES.map(({ key, permissions }) => ({
    key,
    permissions: [...permissions, ...(added[key] ?? [])],
  })),
};

beforeEach(async () => {
  await db.$executeRaw`TRUNCATE environment, app_user CASCADE`;
});

async function heldBy(environmentId: string): Promise<Record<string, string[]>> {
  const roles = await db.role.findMany({
    where: { environmentId },
    select: { key: true, permissions: { select: { permission: { select: { key: true } } } } },
  });
  return Object.fromEntries(
    roles.map(({ key, permissions }) => [key, permissions.map(({ permission }) => permission.key).sort()]),
  );
}

const eventsOf = (environmentId: string) =>
  db.auditEvent.findMany({ where: { environmentId, type: "role.updated" }, orderBy: { id: "asc" } });

test("a release gives its new permissions to the built-in roles that nobody has changed, once", async () => {
  const team = await createTeam();
  await syncStaffRoles();
  expect(await eventsOf(team.id)).toEqual([]);
  await Promise.all([syncStaffRoles(next), syncStaffRoles(next), syncStaffRoles(next)]);
  const held = await heldBy(team.id);
  for (const { key, permissions } of next.roles) expect(held[key], key).toEqual([...permissions].sort());
  const events = await eventsOf(team.id);
  expect(events).toHaveLength(4);
  for (const { targetId, after, actorType } of events) {
    const key = Object.entries(team.roleIds).find(([, id]) => id === targetId)?.[0] ?? "";
    expect([actorType, after]).toEqual(["system", { permissionsAdded: added[key] }]);
  }
});

test("a role that somebody has changed is left alone, by every release; Owner gets all the same", async () => {
  const team = await createTeam();
  const [roleId = "", ownerId = ""] = [team.roleIds.support, team.roleIds.owner];
  const find = async (key: string) =>
    db.permission.findFirstOrThrow({ where: { environmentId: team.id, key }, select: { id: true } });
  const suspend = await find("users:suspend");
  await db.rolePermission.delete({ where: { roleId_permissionId: { roleId, permissionId: suspend.id } } });
  await db.rolePermission.deleteMany({ where: { roleId: ownerId, permissionId: suspend.id } });
  const before = (await heldBy(team.id)).support;
  await syncStaffRoles(next);
  await syncStaffRoles(next);
  const held = await heldBy(team.id);
  expect(held.support).toEqual(before);
  expect(held.owner).toContain("users:suspend");
  expect(held.auditor).toContain("kites:read");
});

test("one that was put back to what it was given follows again; a role of the business never does", async () => {
  const team = await createTeam();
  const roleId = team.roleIds.auditor ?? "";
  const permission = await db.permission.findFirstOrThrow({
    where: { environmentId: team.id, key: "users:delete" },
    select: { id: true },
  });
  const link = { roleId, permissionId: permission.id };
  await db.rolePermission.create({ data: link });
  // A role of their own under a name that a release might know.
  await db.role.update({ where: { id: team.roleIds.support ?? "" }, data: { givenPermissions: [] } });
  await syncStaffRoles(next);
  expect((await heldBy(team.id)).auditor).not.toContain("kites:read");
  await db.rolePermission.delete({ where: { roleId_permissionId: link } });
  await syncStaffRoles(next);
  const held = await heldBy(team.id);
  expect(held.auditor).toContain("kites:read");
  expect(held.support).not.toContain("kites:read");
});
