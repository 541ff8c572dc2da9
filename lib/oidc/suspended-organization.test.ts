import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import {
  createApplicationRow,
  createOrganizationRow,
  createTestEnvironment,
  createUserRow,
} from "@/prisma/factories";
import { ProtocolDriver } from "./protocol-driver";

async function signedIn(inOthers: boolean) {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const web = await createApplicationRow({ environmentId });
  const organization = await createOrganizationRow({ environmentId, createdAt: new Date(0) });
  const user = await createUserRow({ environmentId, organizationIds: [organization.id] });
  const other = await createOrganizationRow({ environmentId });
  const app = new ProtocolDriver(environment.key, web);
  const { body } = await app.signIn(user.id);
  if (inOthers) await db.membership.create({ data: { userId: user.id, organizationId: other.id } });
  const isActive = async (token: unknown) =>
    (await app.post("/oauth2/introspect", { token: String(token) })).body.active;
  const suspend = () =>
    db.organization.update({ where: { id: organization.id }, data: { suspendedAt: new Date() } });
  return { app, user, organization, other, body, isActive, suspend };
}

describe("a suspended organization", () => {
  it("lets no member of it alone refresh, and its access tokens are dead at the issuer", async () => {
    const { app, organization, body, isActive, suspend } = await signedIn(false);
    expect(decodeJwt(String(body.access_token)).org_code).toBe(organization.code);
    expect(await isActive(body.access_token)).toBe(true);
    await suspend();
    expect((await app.refresh(body.refresh_token)).body.error).toBe("invalid_grant");
    expect(await isActive(body.access_token)).toBe(false);
    expect((await app.profile(body.access_token)).status).toBe(401);
  });

  it("lets no member of another refresh either, who gets that one by a new authorization", async () => {
    const { app, other, body, isActive, suspend } = await signedIn(true);
    await suspend();
    expect(await isActive(body.access_token)).toBe(false);
    expect((await app.refresh(body.refresh_token)).body.error).toBe("invalid_grant");
    const { code, verifier } = await app.authorize(null, { prompt: "none" });
    const { body: next } = await app.redeem(code, verifier);
    expect(decodeJwt(String(next.access_token)).org_code).toBe(other.code);
    expect(await isActive(next.access_token)).toBe(true);
  });

  it("gives nothing to a member who signs in", async () => {
    const { app, user, suspend } = await signedIn(false);
    await suspend();
    const { code, target } = await app.authorize(user.id);
    expect(code).toBeNull();
    expect(target).toContain("/organization?flow=");
  });
});

describe("a user who left an organization", () => {
  it("cannot use the access token that names it", async () => {
    const { user, organization, body, isActive } = await signedIn(true);
    await db.membership.deleteMany({ where: { userId: user.id, organizationId: organization.id } });
    expect(await isActive(body.access_token)).toBe(false);
  });
});
