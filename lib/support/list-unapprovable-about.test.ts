import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { deleteUser } from "@/lib/users/delete-user";
import {
  contextFor,
  createPermissionRow,
  createRoleRow,
  createStaff,
  createTeam,
  createTestEnvironment,
  giveRole,
  systemContext,
} from "@/prisma/factories";
import { listUnapprovableAbout } from "./list-unapprovable-about";
import { setPolicies } from "./test-desk";

async function setUp() {
  const team = await createTeam();
  await db.user.updateMany({ where: { environmentId: team.id }, data: { status: "suspended" } });
  await setPolicies(team.id, { reset_password: "approval", delete_user: "approval" });
  const reader = await createStaff({ role: "owner" });
  const ctx = await contextFor({ role: "owner", environment: team, staff: reader });
  const about = async ({ id }: { id: string }) => (await listUnapprovableAbout(ctx, [id]))[id];
  return { team, ctx, about };
}

const both = ["reset_password", "delete_user"];

test("an owner is decided about by another owner alone, who is not that owner", async () => {
  const { about } = await setUp();
  const owner = await createStaff({ role: "owner" });
  await createStaff({ role: "admin" });
  expect(await about(owner)).toEqual(both);
  await createStaff({ role: "owner" });
  expect(await about(owner)).toEqual([]);
});

test("others are decided about by who has every right of theirs, and not by themselves", async () => {
  const { team, about } = await setUp();
  const admin = await createStaff({ role: "admin" });
  expect(await about(admin)).toEqual(both);
  const other = await createStaff({ role: "admin" });
  expect(await about(admin)).toEqual([]);
  const role = await createRoleRow({ environmentId: team.id, key: "reader-of-mail", name: "Reader of mail" });
  const { id: permissionId } = await createPermissionRow({
    environmentId: team.id,
    key: "mail:read",
    name: "Read mail",
  });
  await db.rolePermission.create({ data: { roleId: role.id, permissionId } });
  await giveRole({ userId: other.id, organizationId: team.organizationId, roleId: role.id });
  expect(await about(other)).toEqual(both);
  expect(await about(admin)).toEqual([]);
  await db.role.delete({ where: { id: role.id } });
  await db.permission.delete({ where: { id: permissionId } });
});

test("an owner in the recycle bin is an owner still", async () => {
  const { team, about } = await setUp();
  await createStaff({ role: "admin" });
  const [owner, agent] = [await createStaff({ role: "owner" }), await createStaff({ role: "support" })];
  await setPolicies(team.id, { delete_user: "none" });
  for (const { id: userId } of [owner, agent]) {
    await deleteUser(systemContext(team), { userId, extent: "record", reason: "" });
  }
  await setPolicies(team.id, { delete_user: "approval" });
  expect(await about(owner)).toEqual(both);
  expect(await about(agent)).toEqual([]);
});

test("names nobody where nothing is asked for, to who may not ask, or in another environment", async () => {
  const { team, ctx } = await setUp();
  const owner = await createStaff({ role: "owner" });
  const auditor = await contextFor({ role: "auditor", environment: team });
  expect(await listUnapprovableAbout(auditor, [owner.id])).toEqual({});
  const elsewhere = await createTestEnvironment();
  await setPolicies(elsewhere.id, { reset_password: "approval" });
  expect(await listUnapprovableAbout({ ...ctx, environment: elsewhere }, [owner.id])).toEqual({});
  await setPolicies(team.id, { reset_password: "none", delete_user: "none" });
  expect(await listUnapprovableAbout(ctx, [owner.id])).toEqual({});
});
