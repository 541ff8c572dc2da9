import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import {
  createApplicationRow,
  createIdentityRow,
  createOrganizationRow,
  createPermissionRow,
  createRoleRow,
  createTestEnvironment,
  createUserRow,
  giveRole,
} from "@/prisma/factories";
import { findTokenFacts } from "./find-token-claims";
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
    const { code: org_code } = await db.organization.findUniqueOrThrow({ where: { id: organizationId } });
    const { body } = await driver.signIn(user.id, { org_code });
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

describe("the claims of an application's tokens", () => {
  async function signedIn(settings: { accessTokenClaims?: string[]; idTokenClaims?: string[] }) {
    const environment = await createTestEnvironment();
    const environmentId = environment.id;
    const app = await createApplicationRow({ environmentId });
    await db.application.update({ where: { id: app.id }, data: settings });
    const organization = await createOrganizationRow({ environmentId, name: "Harbour", externalId: "crm-7" });
    const user = await createUserRow({ environmentId, organizationIds: [organization.id] });
    const role = await createRoleRow({ environmentId, key: "editor", name: "Editor" });
    await giveRole({ userId: user.id, organizationId: organization.id, roleId: role.id });
    const driver = new ProtocolDriver(environment.key, app);
    const { body } = await driver.signIn(user.id);
    return {
      organization,
      user,
      role,
      driver,
      body,
      access: decodeJwt(String(body.access_token)),
      id: decodeJwt(String(body.id_token)),
    };
  }

  it("are the organization and the permissions, and in the ID token every organization", async () => {
    const { organization, access, id } = await signedIn({});
    expect(access).toMatchObject({ org_code: organization.code, permissions: [] });
    for (const claim of ["roles", "org_name", "email", "external_org_id", "feature_flags"]) {
      expect(access).not.toHaveProperty(claim);
    }
    expect(id).toMatchObject({ org_code: organization.code, org_codes: [organization.code] });
    expect(id).not.toHaveProperty("permissions");
  });

  it("are the additional ones that are switched on, and a role taken away is gone from the next token", async () => {
    const { organization, user, role, driver, body, access, id } = await signedIn({
      accessTokenClaims: ["email", "external_org_id", "org_name", "roles"],
      idTokenClaims: [],
    });
    expect(access).toMatchObject({
      org_code: organization.code,
      org_name: "Harbour",
      external_org_id: "crm-7",
      email: user.email,
      roles: [{ id: role.id, key: "editor", name: "Editor" }],
    });
    expect(id).not.toHaveProperty("org_codes");
    await db.membershipRole.deleteMany({ where: { userId: user.id } });
    const { body: next } = await driver.refresh(body.refresh_token);
    expect(decodeJwt(String(next.access_token)).roles).toEqual([]);
  });

  it("give an address only while it is proven, as nothing beside it says whether it is", async () => {
    const { user, driver, body } = await signedIn({ accessTokenClaims: ["email"] });
    const { environmentId } = await db.user.findUniqueOrThrow({ where: { id: user.id } });
    const second = { type: "email", value: "second@users.example" } as const;
    await createIdentityRow({ environmentId, userId: user.id, ...second });
    const primary = { userId: user.id, isPrimary: true };
    const prove = (verifiedAt: Date | null) =>
      db.identity.updateMany({ where: primary, data: { verifiedAt } });
    await prove(null);
    const { body: next } = await driver.refresh(body.refresh_token);
    expect(decodeJwt(String(next.access_token))).not.toHaveProperty("email");
    await prove(new Date());
    const { body: last } = await driver.refresh(next.refresh_token);
    expect(decodeJwt(String(last.access_token)).email).toBe(user.email);
  });

  it("name no organization that is suspended, and none of another environment", async () => {
    const { organization, user, driver, body } = await signedIn({});
    const { environmentId } = await db.organization.findUniqueOrThrow({ where: { id: organization.id } });
    const open = await createOrganizationRow({ environmentId });
    const closed = await createOrganizationRow({ environmentId, suspendedAt: new Date() });
    for (const { id } of [open, closed]) {
      await db.membership.create({ data: { userId: user.id, organizationId: id } });
    }
    const { body: next } = await driver.refresh(body.refresh_token);
    expect(decodeJwt(String(next.id_token)).org_codes).toEqual([organization.code, open.code]);
    const elsewhere = await createTestEnvironment();
    expect(await findTokenFacts(elsewhere.id, user.id, organization.code, true)).toBeNull();
    expect(await findTokenFacts(environmentId, user.id, closed.code, true)).toMatchObject({
      orgCode: null,
      permissions: [],
      roles: [],
    });
  });
});

describe("the lifetimes of an application's tokens", () => {
  it("are those of its settings", async () => {
    const environment = await createTestEnvironment();
    const app = await createApplicationRow({ environmentId: environment.id });
    const data = { accessTokenSeconds: 120, idTokenSeconds: 180, refreshTokenSeconds: 7200 };
    await db.application.update({ where: { id: app.id }, data });
    const user = await createUserRow({ environmentId: environment.id });
    const { body } = await new ProtocolDriver(environment.key, app).signIn(user.id);
    expect(body.expires_in).toBe(120);
    for (const [token, seconds] of [
      [body.access_token, 120],
      [body.id_token, 180],
    ] as const) {
      const { iat = 0, exp = 0 } = decodeJwt(String(token));
      expect(exp - iat).toBe(seconds);
    }
    const kept = await db.oidcArtifact.findFirstOrThrow({
      where: { userId: user.id, model: "RefreshToken" },
      select: { createdAt: true, expiresAt: true },
    });
    const lasts = ((kept.expiresAt?.getTime() ?? 0) - kept.createdAt.getTime()) / 1000;
    expect(Math.abs(lasts - 7200)).toBeLessThan(30);
  });
});
