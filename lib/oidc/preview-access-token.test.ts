import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { createFeatureFlagRow } from "@/prisma/create-feature-flag-row";
import {
  contextFor,
  createOrganizationRow,
  createPermissionRow,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
  type TestUser,
} from "@/prisma/factories";
import { previewAccessToken } from "./preview-access-token";

let environment: TestEnvironment;
let ctx: Awaited<ReturnType<typeof contextFor>>;
let user: TestUser;

beforeEach(async () => {
  environment = await createTestEnvironment();
  ctx = await contextFor({ role: "support", environment });
  user = await createUserRow({ environmentId: environment.id });
});

describe("previewAccessToken", () => {
  it("says what the token would", async () => {
    const read = await createPermissionRow({ environmentId: environment.id, key: "read:it", name: "Read" });
    const { organizationId } = environment;
    await db.membershipPermission.create({
      data: { userId: user.id, organizationId, permissionId: read.id },
    });
    const { code } = await db.organization.findUniqueOrThrow({ where: { id: organizationId } });
    const claims = { sub: user.id, org_code: code, permissions: ["read:it"] };
    await createFeatureFlagRow({
      environmentId: environment.id,
      key: "seats",
      type: "int",
      defaultValue: "5",
    });
    const flags = { seats: { t: "i", v: 5 } };
    const preview = await previewAccessToken(ctx, { userId: user.id, orgCode: code });
    expect(preview).toMatchObject({
      claims,
      fullClaims: { ...claims, roles: [], feature_flags: flags, email: user.email },
    });
    expect(preview).not.toHaveProperty("claims.roles");
    expect(preview).not.toHaveProperty("claims.feature_flags");
  });

  it("says why there is no token, and knows no user of another environment", async () => {
    const other = await createOrganizationRow({ environmentId: environment.id });
    const home = await db.organization.findUniqueOrThrow({ where: { id: environment.organizationId } });
    const asked = { userId: user.id, orgCode: home.code };
    expect(await previewAccessToken(ctx, { ...asked, orgCode: other.code })).toMatchObject({
      refusal: expect.stringContaining("not the user's"),
    });
    const there = await contextFor({ role: "owner", environment: await createTestEnvironment() });
    expect(await previewAccessToken(there, asked)).toHaveProperty("refusal");
    await db.user.update({ where: { id: user.id }, data: { status: "suspended" } });
    expect(await previewAccessToken(ctx, asked)).toMatchObject({
      refusal: expect.stringContaining("not active"),
    });
  });

  it("is refused to who may not see roles", async () => {
    const permissions = new Set(["users:read"]);
    const lacking: Context = { ...ctx, actor: { ...ctx.actor, permissions } };
    await expect(previewAccessToken(lacking, { userId: user.id, orgCode: "org_0" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
