import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { parseListParams } from "@/lib/core/list-params";
import {
  contextFor,
  createPermissionRow,
  createRoleRow,
  createTeam,
  createTestEnvironment,
  createUserRow,
  giveRole,
} from "@/prisma/factories";
import { createPermission } from "./create-permission";
import { deletePermission } from "./delete-permission";
import { getPermission } from "./get-permission";
import { listPermissions } from "./list-permissions";
import { namedListSpec } from "./schema";
import { updatePermission } from "./update-permission";

const fields = { name: "View reports", description: "", key: "read:reports", isAddedToNewRoles: false };

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "admin", environment });
  const { permissionId } = await createPermission(ctx, fields);
  return { environment, ctx, permissionId };
}

const eventsOf = (targetId: string) =>
  db.auditEvent.findMany({
    where: { targetId },
    orderBy: { id: "asc" },
    select: { type: true, actorId: true, before: true, after: true },
  });

describe("the deeds on a permission", () => {
  it("createPermission adds it and records it; a key is unique in its environment only", async () => {
    const { ctx, permissionId } = await setUp();
    expect(await eventsOf(permissionId)).toEqual([
      { type: "permission.created", actorId: ctx.actor.id, before: null, after: fields },
    ]);
    await expect(createPermission(ctx, fields)).rejects.toMatchObject({
      code: "validation",
      fields: { key: expect.stringContaining("already") },
    });
    const elsewhere = await contextFor({ role: "admin", environment: await createTestEnvironment() });
    await createPermission(elsewhere, fields);
  });

  it("updatePermission changes it, records only what changed, and refuses a stale form and a taken key", async () => {
    const { ctx, permissionId } = await setUp();
    const change = { ...fields, permissionId, version: 1, key: "see:reports" };
    await updatePermission(ctx, change);
    expect((await eventsOf(permissionId)).at(-1)).toMatchObject({
      type: "permission.updated",
      before: { key: "read:reports" },
      after: { key: "see:reports" },
    });
    await expect(updatePermission(ctx, { ...change, name: "Other" })).rejects.toMatchObject({
      code: "conflict",
    });
    await createPermission(ctx, fields);
    await expect(updatePermission(ctx, { ...change, version: 2, key: fields.key })).rejects.toMatchObject({
      code: "validation",
    });
    expect(await eventsOf(permissionId)).toHaveLength(2);
  });

  it("updatePermission tells who saves an older form what has changed", async () => {
    const { ctx, permissionId } = await setUp();
    const { version, reach: _, id: __, ...seen } = await getPermission(ctx, permissionId);
    const isAddedToNewRoles = !seen.isAddedToNewRoles;
    await updatePermission(ctx, { ...fields, permissionId, version, key: "see:it", isAddedToNewRoles });
    const second = { ...fields, permissionId, version, name: "Other", seen };
    await expect(updatePermission(ctx, second)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/the key is now “see:it”, “Add automatically to new roles” is now o/),
    });
    expect(await getPermission(ctx, permissionId)).toMatchObject({ key: "see:it", name: fields.name });
  });

  it("deletePermission takes it from roles and users, and records how many had it", async () => {
    const { environment, ctx, permissionId } = await setUp();
    const environmentId = environment.id;
    const { organizationId } = environment;
    const role = await createRoleRow({ environmentId, key: "reader", permissions: [fields.key] });
    const [one, two] = [await createUserRow({ environmentId }), await createUserRow({ environmentId })];
    await giveRole({ userId: one.id, organizationId, roleId: role.id });
    await db.membershipPermission.createMany({
      data: [one, two].map(({ id }) => ({ userId: id, organizationId, permissionId })),
    });
    expect((await getPermission(ctx, permissionId)).reach).toEqual({ users: "2", roles: "1" });

    await deletePermission(ctx, { permissionId });

    expect(await db.rolePermission.count({ where: { roleId: role.id } })).toBe(0);
    expect(await db.membershipPermission.count({ where: { userId: one.id } })).toBe(0);
    expect((await eventsOf(permissionId)).at(-1)).toMatchObject({
      type: "permission.deleted",
      before: { key: fields.key, usersWhoHadIt: "2", rolesThatHadIt: "1" },
    });
  });

  it("refuses who may not, another environment's permission and malformed ids", async () => {
    const { environment, ctx, permissionId } = await setUp();
    for (const role of ["support", "auditor"] as const) {
      const other = await contextFor({ role, environment });
      const refused = { code: "forbidden" };
      await expect(createPermission(other, { ...fields, key: "x" })).rejects.toMatchObject(refused);
      await expect(updatePermission(other, { ...fields, permissionId, version: 1 })).rejects.toMatchObject(
        refused,
      );
      await expect(deletePermission(other, { permissionId })).rejects.toMatchObject(refused);
    }
    const elsewhere = await contextFor({ role: "owner", environment: await createTestEnvironment() });
    const missing = { code: "not_found" };
    for (const id of [permissionId, newId(), "nonsense"]) {
      await expect(getPermission(elsewhere, id)).rejects.toMatchObject(missing);
      await expect(
        updatePermission(elsewhere, { ...fields, permissionId: id, version: 1 }),
      ).rejects.toMatchObject(missing);
      await expect(deletePermission(elsewhere, { permissionId: id })).rejects.toMatchObject(missing);
    }
    expect((await getPermission(ctx, permissionId)).name).toBe(fields.name);
  });
});

describe("permissions of the team", () => {
  it("are an owner's to add, and the dashboard's own stay as they are", async () => {
    const environment = await createTeam();
    const admin = await contextFor({ role: "admin", environment });
    const owner = await contextFor({ role: "owner", environment });
    await expect(createPermission(admin, { ...fields, key: newId() })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("Only an owner"),
    });
    const own = await db.permission.findFirstOrThrow({
      where: { environmentId: environment.id, key: "users:read" },
    });
    await expect(deletePermission(owner, { permissionId: own.id })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("belongs to the dashboard"),
    });
  });
});

describe("listPermissions", () => {
  const ask = (query: string) => parseListParams<"name">(new URLSearchParams(query), namedListSpec);

  it("pages by name in both directions and finds text as it was typed", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "auditor", environment });
    const names = Array.from({ length: 60 }, (_, index) => `Permission ${String(index).padStart(2, "0")}`);
    for (const name of names) {
      await createPermissionRow({ environmentId: environment.id, key: name.replace(" ", "_"), name });
    }
    const first = await listPermissions(ctx, ask(""));
    expect(first.permissions.map(({ name }) => name)).toEqual(names.slice(0, 50));
    expect(first).toMatchObject({ count: 60, previous: null });
    const second = await listPermissions(ctx, ask(`cursor=${first.next}`));
    expect(second.permissions.map(({ name }) => name)).toEqual(names.slice(50));
    expect(second.next).toBeNull();
    const back = await listPermissions(ctx, ask(`cursor=${second.previous}&direction=previous`));
    expect(back.permissions).toEqual(first.permissions);

    expect((await listPermissions(ctx, ask("q=permission_07"))).permissions).toHaveLength(1);
    expect((await listPermissions(ctx, ask("q=%25"))).permissions).toHaveLength(0);
    expect((await listPermissions(ctx, ask("cursor=rubbish"))).permissions).toHaveLength(50);
  });
});
