import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { createEnterpriseUserRow } from "@/prisma/create-connection-row";
import { createOrganizationRow } from "@/prisma/factories";
import { nextStep } from "./next-step";
import { ANA, DOMAIN, isIn, setUpConnection as setUp } from "./test-connection";
import { eventTypes } from "./test-flow";

describe("what follows is the way of every sign-in", () => {
  async function withUser(status: "active" | "suspended" = "active") {
    const world = await setUp();
    const { environmentId, connection } = world;
    const known = { environmentId, connectionId: connection.id, subject: ANA.sub, value: ANA.email };
    return { ...world, user: await createEnterpriseUserRow({ ...known, status }) };
  }

  test("a suspended user is refused, and their profile stays", async () => {
    const { user, signIn, users } = await withUser("suspended");
    const flow = await signIn();
    expect(nextStep(flow.state)).toBe("suspended");
    expect((await users())[0]).toMatchObject({ firstName: user.firstName });
  });

  test("a second factor, the policies and the organization are asked for", async () => {
    const { environmentId, user, signIn } = await withUser();
    await db.environment.update({ where: { id: environmentId }, data: { mfaRequirement: "yes" } });
    expect(nextStep((await signIn()).state)).toBe("mfa");
    await db.environment.update({ where: { id: environmentId }, data: { mfaRequirement: "no" } });
    const second = await createOrganizationRow({ environmentId });
    await db.membership.create({ data: { organizationId: second.id, userId: user.id } });
    expect(nextStep((await signIn()).state)).toBe("organization");
    const { chosenOrgCode } = (await signIn({ orgCode: second.code })).state;
    expect(chosenOrgCode).toBe(second.code);
  });
});

describe("the profile", () => {
  const changed = { ...ANA, given_name: "Anna", email: `anna@${DOMAIN}` };

  test("follows the provider at each sign-in, and the log says what changed, once", async () => {
    const { environmentId, issuer, signIn, users } = await setUp();
    await signIn();
    issuer.person = changed;
    await signIn();
    await signIn();
    expect((await users())[0]).toMatchObject({ firstName: "Anna", lastName: "Prieto", email: changed.email });
    const events = await db.auditEvent.findMany({ where: { environmentId, type: "user.profile_synced" } });
    expect(events).toMatchObject([
      {
        before: { firstName: "Ana", email: ANA.email },
        after: { firstName: "Anna", email: changed.email },
      },
    ]);
    // A name that an admin has changed is replaced.
    await db.user.updateMany({ where: { environmentId }, data: { firstName: "Changed" } });
    await signIn();
    expect((await users())[0]).toMatchObject({ firstName: "Anna" });
  });

  test("keeps the half of a name that the provider says nothing of", async () => {
    const { issuer, signIn, users } = await setUp();
    await signIn();
    issuer.person = { ...ANA, given_name: "Anna", family_name: undefined };
    await signIn();
    expect((await users())[0]).toMatchObject({ firstName: "Anna", lastName: "Prieto" });
    issuer.person = { ...ANA, given_name: "", family_name: "Prieto Gil" };
    await signIn();
    expect((await users())[0]).toMatchObject({ firstName: "Anna", lastName: "Prieto Gil" });
  });

  test("stays as it was made where the setting is off", async () => {
    const { environmentId, issuer, signIn, users } = await setUp({}, { isProfileSyncedOnSignIn: false });
    await signIn();
    issuer.person = changed;
    expect(isIn(await signIn())).toBe(true);
    expect((await users())[0]).toMatchObject({ firstName: "Ana", email: ANA.email });
    expect(await eventTypes(environmentId)).not.toContain("user.profile_synced");
  });

  test("an address that is not proven any more counts as such", async () => {
    const { issuer, signIn, users } = await setUp();
    await signIn();
    issuer.person = { ...ANA, email_verified: false };
    await signIn();
    expect((await users())[0]?.identities[0]).toMatchObject({ value: ANA.email, verifiedAt: null });
  });

  test("absurd claims are cut, cleaned or left out", async () => {
    const { issuer, signIn, users } = await setUp();
    issuer.person = {
      sub: "x",
      given_name: `A\u0000${"n".repeat(500)}`,
      family_name: 7,
      email: "no address",
    };
    expect(isIn(await signIn())).toBe(true);
    const [user] = await users();
    expect(user?.firstName).toHaveLength(100);
    expect(user).toMatchObject({ lastName: "", email: null });
    expect(user?.identities[0]?.value).toBe("x");
  });
});
