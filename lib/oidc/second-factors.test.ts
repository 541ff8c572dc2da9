import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import {
  createApplicationRow,
  createOrganizationRow,
  createTestEnvironment,
  createUserRow,
} from "@/prisma/factories";
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
    const settled = { organization: strict.code, secondFactorFor: strict.id };
    expect((await driver.authorize(user.id, { org_code: strict.code }, settled)).code).not.toBeNull();
    for (const { code } of [lax, strict, lax, strict]) {
      expect((await driver.authorize(null, { org_code: code, prompt: "none" })).code).not.toBeNull();
    }
    await db.organization.update({ where: { id: lax.id }, data: { isMfaEnforced: true } });
    const refused = await driver.authorize(null, { org_code: lax.code, prompt: "none" });
    expect(refused.error).toBe("login_required");
    // Where the environment decides, a session goes on: its Yes is for sign-ins.
    await db.environment.update({ where: { id: environment.id }, data: { mfaRequirement: "yes" } });
    expect((await driver.authorize(null, { org_code: lax.code, prompt: "none" })).code).not.toBeNull();
  });

  it("does not take another user's proof in the same browser for one's own", async () => {
    const { environment, strict, user, driver } = await memberOfTwo();
    const other = await createUserRow({ environmentId: environment.id, organizationIds: [strict.id] });
    const settled = { organization: strict.code, secondFactorFor: strict.id };
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
    await driver.authorize(user.id, {}, { organization: strict.code, secondFactorFor: "any" });
    expect((await driver.authorize(null, { org_code: strict.code, prompt: "none" })).code).not.toBeNull();
  });
});
