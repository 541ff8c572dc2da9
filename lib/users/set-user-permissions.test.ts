import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import {
  contextFor,
  createOrganizationRow,
  createPermissionRow,
  createRoleRow,
  createStaff,
  createTeam,
  createTestEnvironment,
  createUserRow,
  giveRole,
  type TestEnvironment,
  type TestUser,
} from "@/prisma/factories";
import { findUserOrganization } from "./find-user-organization";
import { listUserOrganizations } from "./list-user-organizations";
import { listUserPermissions } from "./list-user-permissions";
import { setUserPermissions } from "./set-user-permissions";

let environment: TestEnvironment;
let ctx: Context;
let user: TestUser;
let read: string;

beforeEach(async () => {
  environment = await createTestEnvironment();
  ctx = await contextFor({ role: "admin", environment });
  user = await createUserRow({ environmentId: environment.id });
  read = (await createPermissionRow({ environmentId: environment.id, key: "read:it", name: "Read it" })).id;
});

const inputOf = (permissionIds: string[], seenPermissionIds: string[] = []) => ({
  userId: user.id,
  organizationId: environment.organizationId,
  permissionIds,
  seenPermissionIds,
});
const given = (userId: string) => db.membershipPermission.count({ where: { userId } });

describe("setUserPermissions", () => {
  it("gives and takes, records the difference, and shows what comes by roles", async () => {
    await setUserPermissions(ctx, inputOf([read]));
    expect(await given(user.id)).toBe(1);
    await setUserPermissions(ctx, inputOf([], [read]));
    expect(await given(user.id)).toBe(0);
    const events = await db.auditEvent.findMany({ where: { userId: user.id }, orderBy: { id: "asc" } });
    expect(events).toMatchObject([
      { type: "user.permissions_updated", before: {}, after: { permissionsAdded: ["read:it"] } },
      { type: "user.permissions_updated", before: { permissionsRemoved: ["read:it"] }, after: {} },
    ]);
    const { organizationId } = environment;
    const role = await createRoleRow({
      environmentId: environment.id,
      key: "reader",
      name: "Reader",
      permissions: ["read:it"],
    });
    await giveRole({ userId: user.id, organizationId, roleId: role.id });
    expect(await listUserPermissions(ctx, { userId: user.id, organizationId })).toMatchObject([
      { key: "read:it", givenAt: null, byRoles: ["Reader"] },
    ]);
  });

  it("tells the second to save what changed", async () => {
    await setUserPermissions(ctx, inputOf([read]));
    await expect(setUserPermissions(ctx, inputOf([]))).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Read it was given"),
    });
    await db.permission.delete({ where: { id: read } });
    await expect(setUserPermissions(ctx, inputOf([read], [read]))).rejects.toMatchObject({
      message: expect.stringContaining("a permission was deleted"),
    });
  });

  it("refuses who may not, another organization, and another environment", async () => {
    const support = await contextFor({ role: "support", environment });
    await expect(setUserPermissions(support, inputOf([read]))).rejects.toMatchObject({ code: "forbidden" });
    const other = await createOrganizationRow({ environmentId: environment.id });
    await expect(
      setUserPermissions(ctx, { ...inputOf([read]), organizationId: other.id }),
    ).rejects.toMatchObject({ code: "conflict" });
    const there = await contextFor({ role: "owner", environment: await createTestEnvironment() });
    await expect(setUserPermissions(there, inputOf([read]))).rejects.toMatchObject({ code: "not_found" });
    expect(await given(user.id)).toBe(0);
  });

  it("in the team, an admin gives nobody a right that the admin lacks, and none to themselves", async () => {
    const team = await createTeam();
    const staff = await createStaff({ role: "admin" });
    const admin = await contextFor({ role: "admin", environment: team, staff });
    const support = await createStaff({ role: "support" });
    const outbox = await db.permission.findFirstOrThrow({
      where: { environmentId: team.id, key: "outbox:read" },
    });
    for (const userId of [staff.id, support.id]) {
      const place = { userId, organizationId: team.organizationId };
      const input = { ...place, permissionIds: [outbox.id], seenPermissionIds: [] };
      await expect(setUserPermissions(admin, input)).rejects.toMatchObject({ code: "forbidden" });
      expect(await given(userId)).toBe(0);
    }
  });
});

describe("the organizations of a user", () => {
  it("are found by typing, only those the user belongs to, the default one first", async () => {
    const environmentId = environment.id;
    const [mine, other] = [
      await createOrganizationRow({ environmentId, name: "Kea Works" }),
      await createOrganizationRow({ environmentId, name: "Kea Other" }),
    ];
    await db.membership.create({ data: { userId: user.id, organizationId: mine.id } });
    expect((await listUserOrganizations(ctx, user.id, "kea")).map(({ id }) => id)).toEqual([mine.id]);
    expect(await listUserOrganizations(ctx, user.id, "k_a")).toEqual([]);
    expect(await findUserOrganization(ctx, user.id, null)).toMatchObject({ id: environment.organizationId });
    expect(await findUserOrganization(ctx, user.id, mine.id)).toMatchObject({ id: mine.id });
    expect(await findUserOrganization(ctx, user.id, other.id)).toBeNull();
    expect(await findUserOrganization(ctx, user.id, "nonsense")).toBeNull();
    const there = await contextFor({ role: "owner", environment: await createTestEnvironment() });
    expect(await listUserOrganizations(there, user.id, "")).toEqual([]);
    expect(await findUserOrganization(there, user.id, null)).toBeNull();
  });
});
