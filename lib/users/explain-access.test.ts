import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import {
  contextFor,
  createOrganizationRow,
  createPermissionRow,
  createRoleRow,
  createTestEnvironment,
  createUserRow,
  giveRole,
  type TestEnvironment,
  type TestUser,
} from "@/prisma/factories";
import { explainAccess } from "./explain-access";
import { setUserPermissions } from "./set-user-permissions";
import { setUserRoles } from "./set-user-roles";

let environment: TestEnvironment;
let ctx: Awaited<ReturnType<typeof contextFor>>;
let user: TestUser;
let place: { userId: string; organizationId: string };

beforeEach(async () => {
  environment = await createTestEnvironment();
  ctx = await contextFor({ role: "admin", environment });
  user = await createUserRow({ environmentId: environment.id });
  place = { userId: user.id, organizationId: environment.organizationId };
});

async function createGrants() {
  const environmentId = environment.id;
  const read = await createPermissionRow({ environmentId, key: "read:it", name: "Read it" });
  const write = await createPermissionRow({ environmentId, key: "write:it", name: "Write it" });
  const editor = await createRoleRow({
    ...{ environmentId, key: "editor", name: "Editor" },
    permissions: ["read:it", "write:it"],
  });
  const member = await createRoleRow({
    environmentId,
    key: "member",
    name: "Member",
    permissions: ["read:it"],
  });
  await db.role.update({ where: { id: member.id }, data: { isAssignedToNewUsers: true } });
  return { read, write, editor, member };
}

describe("explainAccess", () => {
  it("names every path to each permission, with who gave it and since when", async () => {
    const { read, editor, member } = await createGrants();
    await giveRole({ ...place, roleId: member.id });
    await setUserRoles(ctx, { ...place, roleIds: [editor.id, member.id], seenRoleIds: [member.id] });
    await setUserPermissions(ctx, { ...place, permissionIds: [read.id], seenPermissionIds: [] });
    const byAdmin = { id: ctx.actor.id, name: ctx.actor.name };
    expect(await explainAccess(ctx, place)).toMatchObject([
      {
        key: "read:it",
        paths: [
          { role: null, givenBy: byAdmin },
          { role: { name: "Editor", isDefault: false }, givenBy: byAdmin },
          { role: { name: "Member", isDefault: true }, givenBy: null },
        ],
      },
      { key: "write:it", paths: [{ role: { name: "Editor" }, givenBy: byAdmin }] },
    ]);
    const link = await db.membershipRole.findFirstOrThrow({ where: { ...place, roleId: editor.id } });
    const [, written] = await explainAccess(ctx, place);
    expect(written?.paths[0]?.since).toEqual(link.createdAt);
  });

  it("knows the default roles of the organization, and nothing of the user's other organizations", async () => {
    const { editor } = await createGrants();
    const other = await createOrganizationRow({ environmentId: environment.id });
    const elsewhere = { userId: user.id, organizationId: other.id };
    await db.membership.create({ data: elsewhere });
    await giveRole({ ...elsewhere, roleId: editor.id });
    expect(await explainAccess(ctx, place)).toEqual([]);
    await db.organizationDefaultRole.create({ data: { organizationId: other.id, roleId: editor.id } });
    const [first] = await explainAccess(ctx, elsewhere);
    expect(first?.paths).toMatchObject([{ role: { name: "Editor", isDefault: true } }]);
  });

  it("is refused to who may not see users or roles, and tells nothing of another environment", async () => {
    const { editor } = await createGrants();
    await giveRole({ ...place, roleId: editor.id });
    for (const missing of ["users:read", "roles:read"]) {
      const permissions = new Set([...ctx.actor.permissions].filter((key) => key !== missing));
      const lacking: Context = { ...ctx, actor: { ...ctx.actor, permissions } };
      await expect(explainAccess(lacking, place)).rejects.toMatchObject({ code: "forbidden" });
    }
    const there = await contextFor({ role: "owner", environment: await createTestEnvironment() });
    expect(await explainAccess(there, place)).toEqual([]);
    await expect(explainAccess(ctx, { ...place, userId: "'; --" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
