import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { createOrganizationRow, createRoleRow, createUserRow } from "@/prisma/factories";
import { nextStep } from "./next-step";
import { ANA, DOMAIN, isIn, saidBy, setUpConnection as setUp } from "./test-connection";
import { eventTypes, TEST_PASSWORD } from "./test-flow";

describe("the first sign-in", () => {
  test("makes a user of who has proven themself there, with their name, address and organization", async () => {
    const { environment, connection, signIn, users, lastEvent } = await setUp();
    const flow = await signIn();
    expect(isIn(flow)).toBe(true);
    const [user, ...others] = await users();
    expect(others).toEqual([]);
    expect(user).toMatchObject({ firstName: "Ana", lastName: "Prieto", email: ANA.email, password: null });
    expect(user?.identities).toMatchObject([
      {
        type: "enterprise",
        value: ANA.email,
        subject: ANA.sub,
        connectionId: connection.id,
        claim: `${connection.id}:${ANA.sub}`,
        isPrimary: true,
        signInCount: 1,
        verifiedAt: expect.any(Date),
      },
    ]);
    expect(await db.membership.findMany({ where: { userId: user?.id } })).toMatchObject([
      { organizationId: environment.organizationId },
    ]);
    expect(await eventTypes(environment.id)).toEqual([
      "user.signed_up",
      "identity.added",
      "authentication.succeeded",
    ]);
    const event = await lastEvent();
    expect(event).toMatchObject({
      userId: user?.id,
      after: { method: "connection", connectionId: connection.id },
    });
  });

  test("the second is by the subject alone, whatever else is said", async () => {
    const { issuer, signIn, users } = await setUp();
    await signIn();
    issuer.person = { sub: ANA.sub };
    expect(isIn(await signIn())).toBe(true);
    const [user, ...others] = await users();
    expect(others).toEqual([]);
    expect(user).toMatchObject({ firstName: "Ana", email: ANA.email });
    expect(user?.identities[0]?.signInCount).toBe(2);
  });

  test("twice at once makes one user", async () => {
    const { issuer, start, finish, users } = await setUp();
    const begun = await Promise.all([1, 2, 3, 4].map(() => start()));
    const ended = await Promise.all(begun.map(({ flow, url }) => finish(flow, issuer.visit(url))));
    expect(ended.every(isIn)).toBe(true);
    expect(await users()).toHaveLength(1);
  });

  test("joins the connection's organization with its default roles", async () => {
    const { environmentId, connection, signIn, users } = await setUp();
    const organization = await createOrganizationRow({ environmentId, name: "Harbour" });
    const role = await createRoleRow({ environmentId, key: "taster" });
    const link = { organizationId: organization.id, roleId: role.id };
    await db.organizationDefaultRole.create({ data: link });
    await db.connection.update({
      where: { id: connection.id },
      data: { organizationId: organization.id },
    });
    const flow = await signIn();
    expect(flow.state.chosenOrgCode).toBe(organization.code);
    const userId = (await users())[0]?.id ?? "";
    expect(await db.membershipRole.findMany({ where: { userId } })).toMatchObject([link]);
    expect(await db.membership.count({ where: { userId } })).toBe(1);
  });

  test("an address counts for an organization's domain only where it is proven and the connection's own", async () => {
    const { environmentId, issuer, signIn } = await setUp();
    const organization = await createOrganizationRow({ environmentId });
    const domains = [DOMAIN, "other.example"];
    await db.organization.update({ where: { id: organization.id }, data: { allowedDomains: domains } });
    const members = () => db.membership.count({ where: { organizationId: organization.id } });
    issuer.person = { ...ANA, sub: "a", email_verified: false };
    await signIn();
    issuer.person = { ...ANA, sub: "b", email: "ana@other.example" };
    await signIn();
    expect(await members()).toBe(0);
    const people = await db.identity.findMany({ where: { environmentId } });
    expect(people.map(({ verifiedAt }) => verifiedAt)).toEqual([null, null]);
    issuer.person = { ...ANA, sub: "c", email: `cleo@${DOMAIN}` };
    await signIn();
    expect(await members()).toBe(1);
  });

  test.each([
    ["just-in-time is off", { isJustInTime: false }, {}, /does not create one/],
    ["self-sign-up is off", {}, { isSelfSignUpAllowed: false }, /not open to everyone/],
    ["the domain is not allowed", {}, { allowedDomains: ["elsewhere.example"] }, /certain domains/],
    ["nobody can tell which organization", {}, { isDefaultOrganizationOnSignUp: false }, /./],
  ])("is refused with a sentence where %s, and leaves nothing", async (_, settings, policies, words) => {
    const { environmentId, signIn, users, lastEvent } = await setUp(settings, policies);
    const flow = await signIn();
    expect(nextStep(flow.state)).toBe("connection");
    expect(saidBy(flow)).toMatch(words);
    expect(await users()).toEqual([]);
    expect(await db.identity.count({ where: { environmentId } })).toBe(0);
    expect(await lastEvent()).toMatchObject({ type: "authentication.refused" });
  });
});

describe("an account with the same address", () => {
  async function withAccount(...given: Parameters<typeof setUp>) {
    const world = await setUp(...given);
    const user = await createUserRow({
      environmentId: world.environmentId,
      email: ANA.email,
      username: "ana",
      password: TEST_PASSWORD,
    });
    return { ...world, userId: user.id };
  }

  test.each([
    ["linking is off", { isLinking: false }, ANA],
    ["the address is not verified there", { isLinking: true }, { ...ANA, email_verified: false }],
    ["nothing is said of that", { isLinking: true }, { ...ANA, email_verified: undefined }],
    ["the domain is not the connection's", { isLinking: true, emailDomains: ["else.example"] }, ANA],
  ])("is not taken over where %s", async (_, settings, person) => {
    const { userId, issuer, signIn, users, lastEvent } = await withAccount(settings);
    issuer.person = person;
    const flow = await signIn();
    expect(nextStep(flow.state)).toBe("connection");
    expect(saidBy(flow)).toMatch(/exists already, and is not linked/);
    // Where the address leads back to the provider, entering it would be a circle.
    const isLed = !("emailDomains" in settings);
    expect(saidBy(flow)).toMatch(
      isLed ? /Ask .* to link it.* username or phone/ : /by entering that address/,
    );
    expect(await lastEvent()).toMatchObject({ type: "authentication.refused", userId });
    const [user, ...others] = await users();
    expect(others).toEqual([]);
    expect(user?.identities.map(({ type }) => type).sort()).toEqual(["email", "username"]);
    expect(user?.password).not.toBeNull();
  });

  test("is not taken over where it has not proven the address here: anybody may have written it there", async () => {
    const { environmentId, userId, signIn, users, lastEvent } = await withAccount({ isLinking: true });
    await db.identity.updateMany({
      where: { environmentId, userId, type: "email" },
      data: { verifiedAt: null },
    });
    expect(saidBy(await signIn())).toMatch(/exists already, and is not linked/);
    expect(await lastEvent()).toMatchObject({ type: "authentication.refused", userId });
    const [user] = await users();
    expect(user?.identities.map(({ type }) => type).sort()).toEqual(["email", "username"]);
    expect(user?.password).not.toBeNull();
  });

  test("is linked where that is on: the other identities, the password and its sessions go", async () => {
    const { environmentId, connection, userId, signIn, users } = await withAccount({ isLinking: true });
    await db.user.update({ where: { id: userId }, data: { newPasswordRequiredAt: new Date() } });
    const expiresAt = new Date(Date.now() + 3_600_000);
    await db.passwordHandOver.create({
      data: { userId, environmentId, tokenHash: userId, sealed: "x", expiresAt },
    });
    const session = {
      environmentId,
      model: "Session",
      id: userId,
      uid: userId,
      userId,
      payload: {},
      expiresAt,
    };
    await db.oidcArtifact.create({ data: session });
    expect(isIn(await signIn())).toBe(true);
    const [user, ...others] = await users();
    expect(others).toEqual([]);
    expect(user).toMatchObject({ id: userId, password: null, email: ANA.email, newPasswordRequiredAt: null });
    expect(user?.identities).toMatchObject([{ type: "enterprise", connectionId: connection.id }]);
    expect(await db.oidcArtifact.count({ where: { userId } })).toBe(0);
    expect(await db.passwordHandOver.count({ where: { userId } })).toBe(0);
    expect(await eventTypes(environmentId)).toEqual([
      "identity.added",
      "identity.deleted",
      "identity.deleted",
      "user.password_removed",
      "authentication.succeeded",
    ]);
    // Once more it is known by its subject.
    expect(isIn(await signIn())).toBe(true);
  });

  test("a suspended one stays suspended", async () => {
    const { userId, signIn } = await withAccount({ isLinking: true });
    await db.user.update({ where: { id: userId }, data: { status: "suspended" } });
    const flow = await signIn();
    expect(nextStep(flow.state)).toBe("suspended");
  });
});
