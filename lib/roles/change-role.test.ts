import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { deletePermission } from "@/lib/permissions/delete-permission";
import {
  contextFor,
  createPermissionRow,
  createRoleRow,
  createTeam,
  createTestEnvironment,
  createUserRow,
  giveRole,
} from "@/prisma/factories";
import { createRole } from "./create-role";
import { deleteRole } from "./delete-role";
import { getRole } from "./get-role";
import { updateRole } from "./update-role";

const fields = { name: "Editor", description: "Edits", key: "editor", isAssignedToNewUsers: false };

async function setUp() {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const ctx = await contextFor({ role: "admin", environment });
  const read = await createPermissionRow({ environmentId, key: "read:pages", name: "Read" });
  const write = await createPermissionRow({ environmentId, key: "write:pages", name: "Write" });
  const { roleId } = await createRole(ctx, { ...fields, permissionIds: [read.id] });
  return { environment, ctx, read, write, roleId };
}

const eventsOf = (targetId: string) =>
  db.auditEvent.findMany({
    where: { targetId },
    orderBy: { id: "asc" },
    select: { type: true, before: true, after: true },
  });

describe("the deeds on a role", () => {
  it("createRole adds it with its permissions and those for every new role, and records it", async () => {
    const { environment, ctx, read, write } = await setUp();
    await db.permission.update({ where: { id: write.id }, data: { isAddedToNewRoles: true } });
    const { roleId } = await createRole(ctx, { ...fields, key: "other", permissionIds: [read.id] });
    const role = await getRole(ctx, roleId);
    expect(role.permissionIds.toSorted()).toEqual([read.id, write.id].toSorted());
    expect(await eventsOf(roleId)).toMatchObject([
      { type: "role.created", after: { key: "other", permissions: ["read:pages", "write:pages"] } },
    ]);
    await expect(createRole(ctx, { ...fields, permissionIds: [] })).rejects.toMatchObject({
      fields: { key: expect.any(String) },
    });
    const foreign = await createPermissionRow({
      environmentId: (await createTestEnvironment()).id,
      key: "x",
      name: "X",
    });
    await expect(
      createRole(ctx, { ...fields, key: "third", permissionIds: [foreign.id] }),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(await db.role.count({ where: { environmentId: environment.id, key: "third" } })).toBe(0);
  });

  it("updateRole changes fields and permissions, records the difference, and refuses a stale form", async () => {
    const { ctx, read, write, roleId } = await setUp();
    const change = { ...fields, roleId, version: 1, name: "Author", permissionIds: [write.id] };
    await updateRole(ctx, change);
    expect(await getRole(ctx, roleId)).toMatchObject({
      name: "Author",
      permissionIds: [write.id],
      version: 2,
    });
    expect((await eventsOf(roleId)).at(-1)).toEqual({
      type: "role.updated",
      before: { name: "Editor", permissionsRemoved: ["read:pages"] },
      after: { name: "Author", permissionsAdded: ["write:pages"] },
    });
    await expect(updateRole(ctx, { ...change, permissionIds: [read.id] })).rejects.toMatchObject({
      code: "conflict",
    });
    await updateRole(ctx, { ...change, version: 2 });
    expect(await eventsOf(roleId)).toHaveLength(2);
  });

  it("updateRole tells who saves an older form what has changed", async () => {
    const { ctx, read, write, roleId } = await setUp();
    const { version, users: _, id: __, ...seen } = await getRole(ctx, roleId);
    await updateRole(ctx, { ...fields, roleId, version, name: "Author", permissionIds: [write.id] });
    const second = { ...fields, roleId, version, key: "x", permissionIds: [read.id], seen };
    await expect(updateRole(ctx, second)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(
        "the name is now “Author”, write:pages was put in, it now holds write:pages",
      ),
    });
    expect(await getRole(ctx, roleId)).toMatchObject({ name: "Author", permissionIds: [write.id] });
  });

  it("of two saves at once one wins and the other is told", async () => {
    const { ctx, read, write, roleId } = await setUp();
    const results = await Promise.allSettled(
      [[write.id], [read.id, write.id]].map((permissionIds) =>
        updateRole(ctx, { ...fields, roleId, version: 1, permissionIds }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await eventsOf(roleId)).toHaveLength(2);
  });

  it("a permission deleted while it is put into a role: whoever is first, nothing is left of it", async () => {
    const { ctx, read, write, roleId } = await setUp();
    await Promise.allSettled([
      updateRole(ctx, { ...fields, roleId, version: 1, permissionIds: [read.id, write.id] }),
      deletePermission(ctx, { permissionId: write.id }),
    ]);
    expect((await getRole(ctx, roleId)).permissionIds).toEqual([read.id]);
  });

  it("deleteRole takes it from its users and records how many had it", async () => {
    const { environment, ctx, roleId } = await setUp();
    const { organizationId } = environment;
    const user = await createUserRow({ environmentId: environment.id });
    await giveRole({ userId: user.id, organizationId, roleId });
    expect((await getRole(ctx, roleId)).users).toBe("1");
    await deleteRole(ctx, { roleId });
    expect(await db.membershipRole.count({ where: { userId: user.id } })).toBe(0);
    expect((await eventsOf(roleId)).at(-1)).toEqual({
      type: "role.deleted",
      before: { name: "Editor", key: "editor", permissions: ["read:pages"], usersWhoHadIt: "1" },
      after: null,
    });
  });

  const deeds: Record<string, (ctx: Context, roleId: string) => Promise<unknown>> = {
    updateRole: (ctx, roleId) => updateRole(ctx, { ...fields, roleId, version: 1, permissionIds: [] }),
    deleteRole: (ctx, roleId) => deleteRole(ctx, { roleId }),
  };

  it.each(Object.entries(deeds))("%s refuses who may not, and roles of elsewhere", async (_name, deed) => {
    const { environment, roleId } = await setUp();
    for (const role of ["support", "auditor"] as const) {
      await expect(deed(await contextFor({ role, environment }), roleId)).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    const elsewhere = await contextFor({ role: "owner", environment: await createTestEnvironment() });
    for (const id of [roleId, newId(), "nonsense"]) {
      await expect(deed(elsewhere, id)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await eventsOf(roleId)).toHaveLength(1);
  });
});

describe("roles of the team", () => {
  it("an admin cannot widen a role of their own, nor add one", async () => {
    const environment = await createTeam();
    const admin = await contextFor({ role: "admin", environment });
    const refused = { code: "forbidden", message: expect.stringContaining("Only an owner") };
    const roleId = environment.roleIds.admin ?? "";
    const permissionIds = (await db.permission.findMany({ where: { environmentId: environment.id } })).map(
      ({ id }) => id,
    );
    const before = await db.rolePermission.count({ where: { roleId } });
    await expect(
      updateRole(admin, { ...fields, key: "admin", roleId, version: 1, permissionIds }),
    ).rejects.toMatchObject(refused);
    await expect(
      createRole(admin, { ...fields, key: newId(), isAssignedToNewUsers: true, permissionIds }),
    ).rejects.toMatchObject(refused);
    await expect(deleteRole(admin, { roleId })).rejects.toMatchObject(refused);
    expect(await db.rolePermission.count({ where: { roleId } })).toBe(before);
  });

  it("the Owner role can neither be edited nor deleted, not even by an owner", async () => {
    const environment = await createTeam();
    const owner = await contextFor({ role: "owner", environment });
    const roleId = environment.roleIds.owner ?? "";
    const refused = { code: "forbidden", message: expect.stringContaining("Owner role") };
    await expect(
      updateRole(owner, { ...fields, roleId, version: 1, permissionIds: [] }),
    ).rejects.toMatchObject(refused);
    await expect(deleteRole(owner, { roleId })).rejects.toMatchObject(refused);
  });

  it("the other built-in roles can be changed, but keep their key and cannot be deleted", async () => {
    const environment = await createTeam();
    const owner = await contextFor({ role: "owner", environment });
    const roleId = environment.roleIds.support ?? "";
    const { version, permissionIds, isBuiltIn, isFixed } = await getRole(owner, roleId);
    expect([isBuiltIn, isFixed]).toEqual([true, false]);
    const as = { ...fields, roleId, permissionIds };
    await expect(deleteRole(owner, { roleId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(updateRole(owner, { ...as, key: "helpers", version })).rejects.toMatchObject({
      code: "validation",
      fields: { key: expect.stringContaining("built-in") },
    });
    await updateRole(owner, { ...as, name: "Help desk", key: "support", version });
    const changed = await getRole(owner, roleId);
    expect(changed.name).toBe("Help desk");
    await updateRole(owner, { ...as, name: "Support", key: "support", version: changed.version });
    expect(await db.role.count({ where: { id: roleId } })).toBe(1);
  });

  it("an owner adds and deletes others", async () => {
    const environment = await createTeam();
    const owner = await contextFor({ role: "owner", environment });
    const { roleId } = await createRole(owner, { ...fields, key: newId(), permissionIds: [] });
    await deleteRole(owner, { roleId });
    const plain = await createRoleRow({ environmentId: environment.id, key: newId() });
    expect((await getRole(owner, plain.id)).permissionIds).toEqual([]);
    await deleteRole(owner, { roleId: plain.id });
  });
});
