import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import {
  createApplicationRow,
  createOrganizationRow,
  createTestEnvironment,
  createUserRow,
} from "@/prisma/factories";
import type { Prisma } from "@/prisma/generated/client";
import { ProtocolDriver } from "./protocol-driver";

async function memberOfTwo() {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const web = await createApplicationRow({ environmentId });
  const strict = await createOrganizationRow({ environmentId, name: "Strict" });
  const lax = await createOrganizationRow({ environmentId, name: "Lax" });
  await db.organization.update({ where: { id: strict.id }, data: { isMfaEnforced: true } });
  const user = await createUserRow({ environmentId, organizationIds: [strict.id, lax.id] });
  return { environment, strict, lax, user, driver: new ProtocolDriver(environment.key, web) };
}

describe("a session and an organization's own second factor", () => {
  it("does not lead from an organization that asks for none into one that does", async () => {
    const { strict, lax, user, driver } = await memberOfTwo();
    const first = await driver.authorize(user.id, { org_code: lax.code }, { organization: lax.code });
    expect(first.code).not.toBeNull();
    const silent = await driver.authorize(null, { org_code: strict.code, prompt: "none" });
    expect([silent.code, silent.error]).toEqual([null, "login_required"]);
    const asked = await driver.authorize(null, { org_code: strict.code });
    expect(asked.code).toBeNull();
    expect(asked.target).toContain("/sign-in?flow=");
    expect((await driver.authorize(null, { org_code: lax.code, prompt: "none" })).code).not.toBeNull();
  });

  it("keeps what was proven, for that organization alone", async () => {
    const { environment, strict, lax, user, driver } = await memberOfTwo();
    const settled = { organization: strict.code, secondFactor: { for: strict.id, by: "authenticator" } };
    expect((await driver.authorize(user.id, { org_code: strict.code }, settled)).code).not.toBeNull();
    for (const { code } of [lax, strict, lax, strict]) {
      expect((await driver.authorize(null, { org_code: code, prompt: "none" })).code).not.toBeNull();
    }
    await db.organization.update({ where: { id: lax.id }, data: { isMfaEnforced: true } });
    const refused = await driver.authorize(null, { org_code: lax.code, prompt: "none" });
    expect(refused.error).toBe("login_required");
    // Where the environment decides, what was proven for an organization counts for nothing.
    await db.environment.update({ where: { id: environment.id }, data: { mfaRequirement: "yes" } });
    const asked = await driver.authorize(null, { org_code: strict.code, prompt: "none" });
    expect(asked.error).toBe("login_required");
  });

  it("does not take another user's proof in the same browser for one's own", async () => {
    const { environment, strict, user, driver } = await memberOfTwo();
    const other = await createUserRow({ environmentId: environment.id, organizationIds: [strict.id] });
    const settled = { organization: strict.code, secondFactor: { for: strict.id, by: "authenticator" } };
    await driver.authorize(user.id, { org_code: strict.code }, settled);
    await driver.authorize(
      other.id,
      { org_code: strict.code, prompt: "login" },
      { organization: strict.code },
    );
    const refused = await driver.authorize(null, { org_code: strict.code, prompt: "none" });
    expect(refused.error).toBe("login_required");
  });

  it("takes a passkey that was the way in for every organization", async () => {
    const { strict, user, driver } = await memberOfTwo();
    await driver.authorize(
      user.id,
      {},
      { organization: strict.code, secondFactor: { for: "any", by: "passkey" } },
    );
    expect((await driver.authorize(null, { org_code: strict.code, prompt: "none" })).code).not.toBeNull();
  });
});

describe("a session from before a second factor was asked for", () => {
  const byApp = { for: "environment", by: "authenticator" };
  const requireIt = (id: string, data: Prisma.EnvironmentUpdateInput = {}) =>
    db.environment.update({ where: { id }, data: { mfaRequirement: "yes", ...data } });

  it("opens nothing more, and its refresh token neither, until it is proven", async () => {
    const { environment, lax, user, driver } = await memberOfTwo();
    const { body: before } = await driver.signIn(user.id, { org_code: lax.code });
    const { body: next } = await driver.refresh(before.refresh_token);
    await requireIt(environment.id);

    expect(next.refresh_token).toEqual(expect.any(String));
    expect((await driver.refresh(next.refresh_token)).body.error).toBe("invalid_grant");
    const silent = await driver.authorize(null, { org_code: lax.code, prompt: "none" });
    expect([silent.code, silent.error]).toEqual([null, "login_required"]);
    expect((await driver.authorize(null, { org_code: lax.code })).target).toContain("/sign-in?flow=");
    const settled = { organization: lax.code, secondFactor: byApp };
    const { code, verifier } = await driver.authorize(user.id, { org_code: lax.code }, settled);
    const { body: proven } = await driver.redeem(code, verifier);
    const { body: refreshed } = await driver.refresh(proven.refresh_token);
    expect((await driver.refresh(refreshed.refresh_token)).status).toBe(200);
    expect((await driver.authorize(null, { org_code: lax.code, prompt: "none" })).code).not.toBeNull();
  });

  it("has its refresh token back where the requirement goes again", async () => {
    const { environment, lax, user, driver } = await memberOfTwo();
    const { body } = await driver.signIn(user.id, { org_code: lax.code });
    await requireIt(environment.id);
    expect((await driver.refresh(body.refresh_token)).status).toBe(400);
    await requireIt(environment.id, { mfaRequirement: "no" });
    expect((await driver.refresh(body.refresh_token)).status).toBe(200);
  });

  it("refreshes for the other organization, not for the one that begins to enforce its own", async () => {
    const { strict, lax, user, driver } = await memberOfTwo();
    await db.organization.update({ where: { id: strict.id }, data: { isMfaEnforced: false } });
    const { body: ofStrict } = await driver.signIn(user.id, { org_code: strict.code });
    const { body: ofLax } = await driver.signIn(user.id, { org_code: lax.code });
    await db.organization.update({ where: { id: strict.id }, data: { isMfaEnforced: true } });
    expect((await driver.refresh(ofStrict.refresh_token)).body.error).toBe("invalid_grant");
    expect((await driver.refresh(ofLax.refresh_token)).status).toBe(200);
  });

  it("asks anew where the method that was proven is taken away, a used recovery code included", async () => {
    for (const by of ["sms", "recovery_code"]) {
      const { environment, lax, user, driver } = await memberOfTwo();
      await requireIt(environment.id, { mfaMethods: ["authenticator", "sms"], isMfaRecoveryEnabled: true });
      const settled = { organization: lax.code, secondFactor: { for: "environment", by } };
      const { code, verifier } = await driver.authorize(user.id, { org_code: lax.code }, settled);
      const { body } = await driver.redeem(code, verifier);
      const next = await driver.refresh(body.refresh_token);
      expect(next.status).toBe(200);
      await requireIt(environment.id, { mfaMethods: ["authenticator"], isMfaRecoveryEnabled: false });
      expect((await driver.refresh(next.body.refresh_token)).body.error).toBe("invalid_grant");
      expect((await driver.authorize(null, { prompt: "none" })).error).toBe("login_required");
    }
  });

  it("is not asked for what is only offered, but for a factor that was set up since", async () => {
    const { environment, lax, user, driver } = await memberOfTwo();
    const { body } = await driver.signIn(user.id, { org_code: lax.code });
    await requireIt(environment.id, { mfaRequirement: "optional" });
    const { body: next } = await driver.refresh(body.refresh_token);
    expect((await driver.authorize(null, { org_code: lax.code, prompt: "none" })).code).not.toBeNull();
    const id = newId();
    await db.mfaFactor.create({
      data: { id, slot: id, environmentId: environment.id, userId: user.id, method: "authenticator" },
    });
    expect(next.refresh_token).toEqual(expect.any(String));
    expect((await driver.refresh(next.refresh_token)).body.error).toBe("invalid_grant");
    expect((await driver.authorize(null, { org_code: lax.code, prompt: "none" })).error).toBe(
      "login_required",
    );
  });
});
