import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { createPermission } from "@/lib/permissions/create-permission";
import { deletePermission } from "@/lib/permissions/delete-permission";
import {
  contextFor,
  createPermissionRow,
  createRoleRow,
  createTeam,
  createTestEnvironment,
  createUserRow,
  giveRole,
  type TestEnvironment,
} from "@/prisma/factories";
import { copyRoles } from "./copy-roles";
import { listCopyTargets } from "./list-copy-targets";
import { previewCopy } from "./preview-copy";
import { readDefinitions } from "./read-definitions";
import { updateRole } from "./update-role";

let source: TestEnvironment;
let target: TestEnvironment;
let ctx: Context;

beforeEach(async () => {
  [source, target] = [await createTestEnvironment(), await createTestEnvironment()];
  ctx = await contextFor({ role: "admin", environment: source });
  const environmentId = source.id;
  await createPermissionRow({ environmentId, key: "read:tea", name: "Read tea" });
  await createPermissionRow({ environmentId, key: "pour:tea", name: "Pour tea" });
  await createRoleRow({
    environmentId,
    key: "taster",
    name: "Taster",
    permissions: ["read:tea", "pour:tea"],
  });
  await createRoleRow({ environmentId, key: "guest", name: "Guest" });
});

/** A role and a permission of the same keys as the source's, but otherwise; and some that only the target has. */
async function differ() {
  const environmentId = target.id;
  await createPermissionRow({ environmentId, key: "read:tea", name: "See tea" });
  await createPermissionRow({ environmentId, key: "grow:tea", name: "Grow tea" });
  await createRoleRow({ environmentId, key: "grower", name: "Grower", permissions: ["grow:tea"] });
  const { id } = await createRoleRow({
    environmentId,
    key: "taster",
    name: "Taster",
    permissions: ["grow:tea"],
  });
  return id;
}

const definitionsOf = async (environmentId: string) => {
  const { permissions, roles } = await readDefinitions(db, environmentId);
  return {
    permissions: permissions.map(({ id: _, ...permission }) => permission),
    roles: roles.map(({ id: _, ...role }) => role),
  };
};
const seenBy = async (by: Context, key: string) => (await previewCopy(by, key)).seen;
const copy = async (isUpdating = false, seen?: string) =>
  copyRoles(ctx, { target: target.key, isUpdating, seen: seen ?? (await seenBy(ctx, target.key)) });
const eventsOf = async (environmentId: string) =>
  (await db.auditEvent.findMany({ where: { environmentId }, orderBy: { id: "asc" } })).map(
    ({ type, actorId, before, after }) => ({ type, actorId, before, after }),
  );

describe("copyRoles", () => {
  it("makes an empty environment have the same, exactly, and tells it in both logs", async () => {
    // Where a role comes from elsewhere it is no new one: nothing is added to it.
    const environmentId = target.id;
    const automatic = await createPermissionRow({ environmentId, key: "auto:tea", name: "Auto" });
    await db.permission.update({ where: { id: automatic.id }, data: { isAddedToNewRoles: true } });
    expect(await copy()).toEqual({ permissions: 2, roles: 2, updated: 0 });
    await db.permission.delete({ where: { id: automatic.id } });
    expect(await definitionsOf(target.id)).toEqual(await definitionsOf(source.id));
    const lists = { permissionsAdded: ["pour:tea", "read:tea"], rolesAdded: ["guest", "taster"] };
    const actorId = "id" in ctx.actor ? ctx.actor.id : null;
    expect(await eventsOf(source.id)).toEqual([
      { type: "environment.roles_copied", actorId, before: null, after: { to: target.key, ...lists } },
    ]);
    const there = await eventsOf(target.id);
    expect(there[0]).toEqual({
      ...{ type: "environment.roles_received", actorId, before: null },
      after: { from: source.key, ...lists },
    });
    expect(there.slice(1).map(({ type }) => type)).toEqual([
      ...["permission.created", "permission.created", "role.created", "role.created"],
    ]);
    expect(there.at(-1)?.after).toMatchObject({ key: "taster", permissions: ["pour:tea", "read:tea"] });
    await expect(copy()).rejects.toMatchObject({
      code: "validation",
      message: expect.stringContaining("nothing to copy"),
    });
  });

  it("leaves alone what is there under the same key, unless it is asked to update", async () => {
    const tasterId = await differ();
    const user = await createUserRow({ environmentId: target.id });
    await giveRole({ userId: user.id, organizationId: target.organizationId, roleId: tasterId });
    expect(await copy()).toEqual({ permissions: 1, roles: 1, updated: 0 });
    const between = await definitionsOf(target.id);
    await expect(copy()).rejects.toMatchObject({
      code: "validation",
      message: expect.stringContaining("nothing to add"),
    });
    expect(between.roles.find(({ key }) => key === "taster")?.permissions).toEqual(["grow:tea"]);

    expect(await copy(true)).toEqual({ permissions: 0, roles: 0, updated: 2 });
    const after = await definitionsOf(target.id);
    expect(after.permissions.map(({ name }) => name)).toEqual(["Grow tea", "Pour tea", "Read tea"]);
    expect(after.roles).toMatchObject([
      { key: "grower", permissions: ["grow:tea"] },
      { key: "guest", permissions: [] },
      { key: "taster", permissions: ["pour:tea", "read:tea"] },
    ]);
    expect(await db.membershipRole.count({ where: { userId: user.id, roleId: tasterId } })).toBe(1);
    expect((await eventsOf(target.id)).slice(-2)).toMatchObject([
      { type: "permission.updated", before: { name: "See tea" }, after: { name: "Read tea" } },
      {
        type: "role.updated",
        before: { permissionsRemoved: ["grow:tea"] },
        after: { permissionsAdded: ["pour:tea", "read:tea"] },
      },
    ]);
    // A form that showed the older state is told.
    const stale = {
      name: "x",
      description: "",
      key: "taster",
      isAssignedToNewUsers: false,
      permissionIds: [],
    };
    const there = await contextFor({ role: "admin", environment: target });
    await expect(updateRole(there, { ...stale, roleId: tasterId, version: 1 })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("does what the preview says, and nothing once that has changed", async () => {
    await differ();
    const preview = await previewCopy(ctx, target.key);
    expect(preview).toMatchObject({
      addedPermissions: [{ key: "pour:tea" }],
      addedRoles: [{ key: "guest" }],
      changedPermissions: [{ key: "read:tea", changes: ["the name “See tea” becomes “Read tea”"] }],
      changedRoles: [{ key: "taster", changes: ["gets pour:tea, read:tea", "loses grow:tea"] }],
      same: 0,
    });
    await createRoleRow({ environmentId: source.id, key: "late" });
    const before = await definitionsOf(target.id);
    await expect(copy(true, preview.seen)).rejects.toMatchObject({ code: "conflict" });
    expect(await definitionsOf(target.id)).toEqual(before);
    expect(await eventsOf(source.id)).toEqual([]);
    await copy(true, (await previewCopy(ctx, target.key)).seen);
  });

  it("of two copies at once one wins; both ways at once they take turns", async () => {
    const twice = await Promise.allSettled([copy(), copy()]);
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(twice.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
    await createRoleRow({ environmentId: source.id, key: "here" });
    await createRoleRow({ environmentId: target.id, key: "there" });
    const there = await contextFor({ role: "admin", environment: target });
    const seen = await seenBy(there, source.key);
    await Promise.all([copy(), copyRoles(there, { target: source.key, isUpdating: false, seen })]);
    expect(await definitionsOf(target.id)).toEqual(await definitionsOf(source.id));
  });

  it("lets nobody change what it has read before it is done", async () => {
    const seen = await seenBy(ctx, target.key);
    await db.$transaction(async (tx) => {
      await copyRoles({ ...ctx, tx }, { target: target.key, isUpdating: false, seen });
      for (const table of ["role", "permission"]) {
        const free = await db.$queryRawUnsafe(
          `SELECT id FROM ${table} WHERE environment_id = $1::uuid FOR UPDATE SKIP LOCKED`,
          source.id,
        );
        expect(free, table).toEqual([]);
      }
    });
  });

  it("of a permission added there or deleted here meanwhile nothing is left half", async () => {
    const there = await contextFor({ role: "admin", environment: target });
    const { id: permissionId } = await db.permission.findFirstOrThrow({
      where: { environmentId: source.id, key: "pour:tea" },
    });
    const fields = { name: "Own", description: "", key: "read:tea", isAddedToNewRoles: false };
    const [copied] = await Promise.allSettled([
      copy(),
      createPermission(there, fields),
      deletePermission(ctx, { permissionId }),
    ]);
    const { permissions, roles } = await definitionsOf(target.id);
    if (copied.status === "rejected") {
      expect(copied.reason).toMatchObject({ code: "conflict" });
      expect(roles).toEqual([]);
    } else {
      const keys = permissions.map(({ key }) => key);
      expect(roles.flatMap((role) => role.permissions).filter((key) => !keys.includes(key))).toEqual([]);
    }
  });

  it("refuses more than an environment may have", async () => {
    await db.permission.createMany({
      data: Array.from({ length: 999 }, (_, index) => ({
        ...{ id: newId(), environmentId: target.id, name: "Other", key: `other-${index}` },
      })),
    });
    await expect(copy()).rejects.toMatchObject({ message: expect.stringContaining("1001 permissions") });
    expect((await definitionsOf(target.id)).roles).toEqual([]);
  });

  it("refuses who may not, the team on either side, itself, and environments that are not there", async () => {
    for (const role of ["support", "auditor"] as const) {
      const other = await contextFor({ role, environment: source });
      const input = { target: target.key, isUpdating: true, seen: "" };
      await expect(copyRoles(other, input)).rejects.toMatchObject({ code: "forbidden" });
      await expect(previewCopy(other, target.key)).rejects.toMatchObject({ code: "forbidden" });
    }
    const team = await createTeam();
    const owner = await contextFor({ role: "owner", environment: source });
    const inTeam = await contextFor({ role: "owner", environment: team });
    const refused = { code: "forbidden", message: expect.stringContaining("team's roles") };
    const before = [await definitionsOf(team.id), await definitionsOf(target.id)];
    await expect(copyRoles(owner, { target: "team", isUpdating: true, seen: "" })).rejects.toMatchObject(
      refused,
    );
    await expect(copyRoles(inTeam, { target: target.key, isUpdating: true, seen: "" })).rejects.toMatchObject(
      refused,
    );
    await expect(previewCopy(inTeam, target.key)).rejects.toMatchObject(refused);
    expect([await definitionsOf(team.id), await definitionsOf(target.id)]).toEqual(before);
    for (const key of ["nowhere", "'; drop", ""]) {
      await expect(copyRoles(owner, { target: key, isUpdating: true, seen: "" })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    const itself = { target: source.key, isUpdating: true, seen: "" };
    await expect(copyRoles(owner, itself)).rejects.toMatchObject({ code: "conflict" });
    expect(await listCopyTargets(inTeam)).toEqual([]);
    const keys = (await listCopyTargets(owner)).map(({ key }) => key);
    expect(keys).toContain(target.key);
    expect(keys.filter((key) => key === "team" || key === source.key)).toEqual([]);
  });
});
