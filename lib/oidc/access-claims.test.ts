import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import {
  createApplicationRow,
  createOrganizationRow,
  createPermissionRow,
  createRoleRow,
  createTestEnvironment,
  createUserRow,
  giveRole,
} from "@/prisma/factories";
import { ProtocolDriver } from "./protocol-driver";

describe("the permissions in an access token", () => {
  it("are those of the roles and the single ones, each once, of the organization of the token alone", async () => {
    const environment = await createTestEnvironment();
    const environmentId = environment.id;
    const { organizationId } = environment;
    const app = await createApplicationRow({ environmentId });
    const user = await createUserRow({ environmentId });
    for (const key of ["read:a", "write:a", "own:a", "far:a"]) {
      await createPermissionRow({ environmentId, key, name: key });
    }
    const permissions = await db.permission.findMany({ where: { environmentId } });
    const idOf = (key: string) => permissions.find((permission) => permission.key === key)?.id ?? "";
    const editor = await createRoleRow({ environmentId, key: "editor", permissions: ["read:a", "write:a"] });
    const far = await createRoleRow({ environmentId, key: "far", permissions: ["far:a"] });
    const other = await createOrganizationRow({ environmentId });
    await db.membership.create({ data: { userId: user.id, organizationId: other.id } });
    await giveRole({ userId: user.id, organizationId, roleId: editor.id });
    await giveRole({ userId: user.id, organizationId: other.id, roleId: far.id });
    await db.membershipPermission.createMany({
      data: ["own:a", "read:a"].map((key) => ({
        userId: user.id,
        organizationId,
        permissionId: idOf(key),
      })),
    });

    const driver = new ProtocolDriver(environment.key, app);
    const { body } = await driver.signIn(user.id);
    const first = decodeJwt(String(body.access_token));
    expect([...Object(first.permissions)].sort()).toEqual(["own:a", "read:a", "write:a"]);

    // Taken away, it is gone from the next token.
    await db.membershipRole.deleteMany({ where: { userId: user.id, roleId: editor.id } });
    const refreshed = await driver.refresh(body.refresh_token);
    const second = decodeJwt(String(refreshed.body.access_token));
    expect([...Object(second.permissions)].sort()).toEqual(["own:a", "read:a"]);
    expect(second.org_code).toBe(first.org_code);

    // A key that changes is the new one in the next token; a deleted permission is in none.
    await db.permission.update({ where: { id: idOf("own:a") }, data: { key: "mine:a" } });
    await db.permission.delete({ where: { id: idOf("read:a") } });
    const third = await driver.refresh(refreshed.body.refresh_token);
    expect(decodeJwt(String(third.body.access_token)).permissions).toEqual(["mine:a"]);
  });
});
