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

async function memberOfTwo() {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const web = await createApplicationRow({ environmentId });
  const a = await createOrganizationRow({ environmentId, name: "Alder" });
  const b = await createOrganizationRow({ environmentId, name: "Birch" });
  const user = await createUserRow({ environmentId, organizationIds: [a.id, b.id] });
  const driver = new ProtocolDriver(environment.key, web);
  return { environment, environmentId, web, a, b, user, driver };
}

const orgOf = (token: unknown) => decodeJwt(String(token)).org_code;
const leave = (userId: string, organizationId: string) =>
  db.membership.delete({ where: { organizationId_userId: { organizationId, userId } } });
const suspend = (id: string) => db.organization.update({ where: { id }, data: { suspendedAt: new Date() } });

describe("the organization of an authorization", () => {
  it("is the one asked for, in the access and the ID token, and stays through every refresh", async () => {
    const { a, b, user, driver } = await memberOfTwo();
    for (const organization of [a, b]) {
      const { body } = await driver.signIn(user.id, { org_code: organization.code });
      expect([orgOf(body.access_token), orgOf(body.id_token)]).toEqual([
        organization.code,
        organization.code,
      ]);
      const { body: next } = await driver.refresh(body.refresh_token);
      const { body: third } = await driver.refresh(next.refresh_token);
      expect([orgOf(third.access_token), orgOf(third.id_token)]).toEqual([
        organization.code,
        organization.code,
      ]);
    }
    const granted = await db.auditEvent.findMany({
      where: { userId: user.id, type: { in: ["token.granted", "token.refreshed"] } },
      orderBy: { id: "asc" },
      select: { organizationId: true },
    });
    expect(granted.map(({ organizationId }) => organizationId)).toEqual([a.id, a.id, a.id, b.id, b.id, b.id]);
  });

  it("is asked of a member of several, and silently the last one after that", async () => {
    const { b, user, driver } = await memberOfTwo();
    const first = await driver.authorize(user.id);
    expect(first.code).toBeNull();
    expect(first.target).toContain("/organization?flow=");
    await driver.signIn(user.id, { org_code: b.code });
    const again = await driver.authorize(null, { prompt: "none" });
    const { body } = await driver.redeem(again.code, again.verifier);
    expect(orgOf(body.access_token)).toBe(b.code);
  });

  it("is switched silently by a new request", async () => {
    const { a, b, user, driver } = await memberOfTwo();
    const { body: before } = await driver.signIn(user.id, { org_code: a.code });
    const other = await driver.authorize(null, { prompt: "none", org_code: b.code });
    const { body } = await driver.redeem(other.code, other.verifier);
    expect(orgOf(body.access_token)).toBe(b.code);
    // What was granted for the first one stays with it.
    const { body: refreshed } = await driver.refresh(before.refresh_token);
    expect(orgOf(refreshed.access_token)).toBe(a.code);
  });

  it("is the one used last where the environment says so", async () => {
    const { environmentId, b, user, driver } = await memberOfTwo();
    await db.environment.update({ where: { id: environmentId }, data: { isMostRecentOrganization: true } });
    await db.membership.updateMany({
      where: { userId: user.id, organizationId: b.id },
      data: { lastUsedAt: new Date() },
    });
    const { body } = await driver.signIn(user.id);
    expect(orgOf(body.access_token)).toBe(b.code);
  });

  it("is asked anew when the last one is not open any more", async () => {
    const { environmentId, b, user, driver } = await memberOfTwo();
    const third = await createOrganizationRow({ environmentId });
    await db.membership.create({ data: { userId: user.id, organizationId: third.id } });
    await driver.signIn(user.id, { org_code: b.code });
    await leave(user.id, b.id);
    expect((await driver.authorize(null, { prompt: "none" })).error).toBe("interaction_required");
  });

  it.each([
    [
      "of strangers",
      async ({ environmentId }: { environmentId: string }) => createOrganizationRow({ environmentId }),
    ],
    [
      "of another environment",
      async () => createOrganizationRow({ environmentId: (await createTestEnvironment()).id }),
    ],
    [
      "that is suspended",
      async ({ b }: { b: { id: string; code: string } }) => {
        await suspend(b.id);
        return b;
      },
    ],
    ["that does not exist", async () => ({ code: "org_00000000000" })],
    ["that can be none", async () => ({ code: "a\0' OR 1=1" })],
  ])("is never one %s: prompt=none answers with an error, else the hosted page does", async (_, make) => {
    const made = await memberOfTwo();
    const { code: org_code } = await make(made);
    const { user, a, driver } = made;
    await driver.signIn(user.id, { org_code: a.code });
    expect((await driver.authorize(null, { prompt: "none", org_code })).error).toBe("interaction_required");
    const { code, target } = await driver.authorize(null, { org_code });
    expect(code).toBeNull();
    expect(target).toContain("/organization?flow=");
  });
});

describe("a refresh token", () => {
  const endings = {
    "the user has left": async ({ a, user }: Awaited<ReturnType<typeof memberOfTwo>>) => leave(user.id, a.id),
    "is suspended": async ({ a }: Awaited<ReturnType<typeof memberOfTwo>>) => suspend(a.id),
    "is deleted": async ({ a }: Awaited<ReturnType<typeof memberOfTwo>>) =>
      db.organization.delete({ where: { id: a.id } }),
  };

  it.each(Object.entries(endings))(
    "of an organization that %s is refused, whatever others are open",
    async (_, end) => {
      const made = await memberOfTwo();
      const { user, a, driver } = made;
      const { body } = await driver.signIn(user.id, { org_code: a.code });
      const waiting = await driver.authorize(null, { org_code: a.code });
      await end(made);
      expect((await driver.refresh(body.refresh_token)).body.error).toBe("invalid_grant");
      expect((await driver.redeem(waiting.code, waiting.verifier)).body.error).toBe("invalid_grant");
      expect((await driver.profile(body.access_token)).status).toBe(401);
      for (const token of [body.access_token, body.refresh_token]) {
        const { body: found } = await driver.post("/oauth2/introspect", { token: String(token) });
        expect(found).toEqual({ active: false });
      }
    },
  );

  it("is good again once the organization is open again, unless it was revoked meanwhile", async () => {
    const { a, user, driver } = await memberOfTwo();
    const { body: kept } = await driver.signIn(user.id, { org_code: a.code });
    const { body: revoked } = await driver.signIn(user.id, { org_code: a.code });
    await suspend(a.id);
    expect((await driver.refresh(kept.refresh_token)).body.error).toBe("invalid_grant");
    await db.organization.update({ where: { id: a.id }, data: { suspendedAt: null } });
    const { body: next } = await driver.refresh(kept.refresh_token);
    expect(orgOf(next.access_token)).toBe(a.code);
    await suspend(a.id);
    await driver.post("/oauth2/revoke", { token: String(revoked.refresh_token) });
    await db.organization.update({ where: { id: a.id }, data: { suspendedAt: null } });
    expect((await driver.refresh(revoked.refresh_token)).body.error).toBe("invalid_grant");
  });
});
