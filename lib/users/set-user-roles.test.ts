import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { deleteRole } from "@/lib/roles/delete-role";
import {
  contextFor,
  createOrganizationRow,
  createRoleRow,
  createStaff,
  createTeam,
  createTestEnvironment,
  createUserRow,
  giveRole,
  type TestEnvironment,
  type TestUser,
} from "@/prisma/factories";
import { listUserRoles } from "./list-user-roles";
import { setUserRoles } from "./set-user-roles";

let environment: TestEnvironment;
let ctx: Context;
let user: TestUser;
let editor: string;
let viewer: string;

beforeEach(async () => {
  environment = await createTestEnvironment();
  ctx = await contextFor({ role: "admin", environment });
  user = await createUserRow({ environmentId: environment.id });
  editor = (await createRoleRow({ environmentId: environment.id, key: "editor", name: "Editor" })).id;
  viewer = (await createRoleRow({ environmentId: environment.id, key: "viewer", name: "Viewer" })).id;
});

const inputOf = (roleIds: string[], seenRoleIds: string[] = []) => ({
  userId: user.id,
  organizationId: environment.organizationId,
  roleIds,
  seenRoleIds,
});
const rolesOf = async (userId: string) =>
  (await db.membershipRole.findMany({ where: { userId } })).map(({ roleId }) => roleId).sort();
const eventsOf = (userId: string) =>
  db.auditEvent.findMany({
    where: { userId },
    orderBy: { id: "asc" },
    select: { type: true, organizationId: true, before: true, after: true },
  });

describe("setUserRoles", () => {
  it("gives and takes roles, keeps who gave them, and records the difference", async () => {
    await setUserRoles(ctx, inputOf([editor]));
    await setUserRoles(ctx, inputOf([viewer], [editor]));
    await setUserRoles(ctx, inputOf([viewer], [viewer]));
    const links = await db.membershipRole.findMany({ where: { userId: user.id } });
    expect(links).toMatchObject([{ roleId: viewer, grantedById: "id" in ctx.actor ? ctx.actor.id : "" }]);
    const { organizationId } = environment;
    const type = "user.roles_updated";
    expect(await eventsOf(user.id)).toEqual([
      { type, organizationId, before: {}, after: { rolesAdded: ["editor"] } },
      { type, organizationId, before: { rolesRemoved: ["editor"] }, after: { rolesAdded: ["viewer"] } },
    ]);
    const listed = await listUserRoles(ctx, { userId: user.id, organizationId });
    expect(listed.filter(({ givenAt }) => givenAt).map(({ key }) => key)).toEqual(["viewer"]);
  });

  it("overwrites nothing unseen: the second to save is told what changed", async () => {
    await setUserRoles(ctx, inputOf([editor]));
    await expect(setUserRoles(ctx, inputOf([viewer]))).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Editor was given"),
    });
    expect(await rolesOf(user.id)).toEqual([editor]);
  });

  it("of two saves at once one wins", async () => {
    const results = await Promise.allSettled([
      setUserRoles(ctx, inputOf([editor])),
      setUserRoles(ctx, inputOf([viewer])),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await rolesOf(user.id)).toHaveLength(1);
    expect(await eventsOf(user.id)).toHaveLength(1);
  });

  it("a role deleted while it is given is given to nobody afterwards", async () => {
    const results = await Promise.allSettled([
      deleteRole(ctx, { roleId: editor }),
      setUserRoles(ctx, inputOf([editor])),
    ]);
    const [deletion, gift] = results;
    expect(deletion.status).toBe("fulfilled");
    if (gift.status === "rejected") expect(gift.reason).toMatchObject({ code: "conflict" });
    expect(await rolesOf(user.id)).toEqual([]);
  });

  it("refuses who may not", async () => {
    for (const role of ["support", "auditor"] as const) {
      const other = await contextFor({ role, environment });
      await expect(setUserRoles(other, inputOf([editor]))).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await rolesOf(user.id)).toEqual([]);
  });

  it("refuses a deleted user, and an organization that the user does not belong to", async () => {
    const other = await createOrganizationRow({ environmentId: environment.id });
    for (const organizationId of [other.id, newId(), "nonsense"]) {
      await expect(setUserRoles(ctx, { ...inputOf([editor]), organizationId })).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("does not belong"),
      });
    }
    await db.user.update({ where: { id: user.id }, data: { status: "deleted" } });
    await expect(setUserRoles(ctx, inputOf([editor]))).rejects.toMatchObject({ code: "conflict" });
    expect(await rolesOf(user.id)).toEqual([]);
  });

  it("knows no role, user or organization of another environment", async () => {
    const elsewhere = await createTestEnvironment();
    const foreign = await createRoleRow({ environmentId: elsewhere.id, key: "foreign" });
    await expect(setUserRoles(ctx, inputOf([foreign.id]))).rejects.toMatchObject({ code: "conflict" });
    const there = await contextFor({ role: "owner", environment: elsewhere });
    await expect(setUserRoles(there, inputOf([]))).rejects.toMatchObject({ code: "not_found" });
    expect(await rolesOf(user.id)).toEqual([]);
  });
});

describe("setUserRoles in the team", () => {
  async function inTeam() {
    const team = await createTeam();
    const roleOf = (key: string) => team.roleIds[key] ?? "";
    const set = (by: Context, userId: string, wanted: string[], seen: string[]) =>
      setUserRoles(by, {
        userId,
        organizationId: team.organizationId,
        roleIds: wanted.map(roleOf),
        seenRoleIds: seen.map(roleOf),
      });
    return { team, set };
  }

  it("nobody but an owner changes their own roles, makes an owner, or gives rights they lack", async () => {
    const { team, set } = await inTeam();
    const staff = await createStaff({ role: "admin" });
    const admin = await contextFor({ role: "admin", environment: team, staff });
    const support = await createStaff({ role: "support" });
    await expect(set(admin, staff.id, ["admin", "support"], ["admin"])).rejects.toMatchObject({
      message: expect.stringContaining("your own access"),
    });
    await expect(set(admin, support.id, ["owner"], ["support"])).rejects.toMatchObject({ code: "forbidden" });
    const mailReader = await createRoleRow({
      environmentId: team.id,
      key: newId(),
      permissions: ["outbox:read"],
    });
    await expect(
      setUserRoles(admin, {
        userId: support.id,
        organizationId: team.organizationId,
        roleIds: [mailReader.id],
        seenRoleIds: [team.roleIds.support ?? ""],
      }),
    ).rejects.toMatchObject({ message: expect.stringContaining("rights that you do not have") });
    await set(admin, support.id, ["auditor"], ["support"]);
    expect(await rolesOf(support.id)).toEqual([team.roleIds.auditor]);
  });

  it("an Owner role named among others is still only an owner's to give", async () => {
    const { team, set } = await inTeam();
    const support = await createStaff({ role: "support" });
    const admin = await contextFor({ role: "admin", environment: team });
    if (admin.actor.type !== "admin") throw new Error("an admin was made");
    const withEverything = new Set([...admin.actor.permissions, "outbox:read"]);
    const wide = { ...admin, actor: { ...admin.actor, permissions: withEverything } };
    await expect(set(wide, support.id, ["support", "owner"], ["support"])).rejects.toMatchObject({
      message: expect.stringContaining("Only an owner"),
    });
  });

  it("keeps the last owner, also when two owners demote each other at once", async () => {
    const { team, set } = await inTeam();
    const two = [await createStaff({ role: "owner" }), await createStaff({ role: "owner" })] as const;
    await db.user.updateMany({
      where: { environmentId: team.id, id: { notIn: two.map(({ id }) => id) } },
      data: { status: "suspended" },
    });
    const [first, second] = [
      await contextFor({ role: "owner", environment: team, staff: two[0] }),
      await contextFor({ role: "owner", environment: team, staff: two[1] }),
    ];
    const results = await Promise.allSettled([
      set(first, two[1].id, ["support"], ["owner"]),
      set(second, two[0].id, ["support"], ["owner"]),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((result) => result.status === "rejected")?.reason).toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("last owner"),
    });
  });

  it("an owner makes another owner", async () => {
    const { team, set } = await inTeam();
    const owner = await contextFor({ role: "owner", environment: team });
    const support = await createStaff({ role: "support" });
    await set(owner, support.id, ["owner"], ["support"]);
    expect(await rolesOf(support.id)).toEqual([team.roleIds.owner]);
    await giveRole({
      userId: support.id,
      organizationId: team.organizationId,
      roleId: team.roleIds.auditor ?? "",
    });
  });
});
