import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { suspendOrganization } from "@/lib/organizations/suspend-organization";
import {
  contextFor,
  createOrganizationRow,
  createRoleRow,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
} from "@/prisma/factories";
import type { Environment, Organization } from "@/prisma/generated/client";
import type { Flow } from "./find-flow";
import { signUp } from "./sign-up";
import { createTestFlow, newestCode, readTestFlow, TEST_PASSWORD, testRequest } from "./test-flow";
import { verifyCode } from "./verify-code";

type Asked = { orgCode?: string; isOrganizationWanted?: boolean; orgName?: string };
let count = 0;
const newEmail = (domain = "people.example") => `ada-${++count}@${domain}`;

async function setUp(policies: Partial<Environment> = {}) {
  const environment = await createTestEnvironment();
  const { id } = environment;
  await db.environment.update({ where: { id }, data: policies });
  const acme = await createOrganizationRow({ environmentId: id, name: "Acme" });
  const allow = (data: Partial<Pick<Organization, "isRegistrationAllowed" | "allowedDomains">>) =>
    db.organization.update({ where: { id: acme.id }, data });
  return { environment, acme, allow };
}

async function begin(environment: TestEnvironment, asked: Asked, email: string, organizationName = "") {
  const flow = await createTestFlow({ environment, intent: "sign-up", asked });
  const person = { firstName: "Ada", lastName: "Byron", password: TEST_PASSWORD };
  return signUp(flow, testRequest(), { ...person, email, organizationName });
}

/** As the next request would: the policies are read anew. */
async function finish(flow: Flow, email: string): Promise<Flow> {
  const next = await readTestFlow(flow.environment.key, flow.id);
  return verifyCode(next, testRequest(), { code: (await newestCode(email)) ?? "" });
}

async function organizationsOf(email: string): Promise<string[]> {
  const links = await db.membership.findMany({
    where: { user: { email: email.toLowerCase() } },
    include: { organization: true },
  });
  return links.map(({ organization }) => organization.name).sort();
}

async function signUpWhole(environment: TestEnvironment, asked: Asked, email: string) {
  await finish(await begin(environment, asked, email), email);
  return organizationsOf(email);
}

describe("policies at sign-up", () => {
  test("the environment's domains refuse others, whether or not they have an account", async () => {
    const { environment } = await setUp({ allowedDomains: ["acme.example"] });
    const [stranger, taken] = [newEmail(), newEmail()];
    await createUserRow({ environmentId: environment.id, email: taken });
    const answers = [await begin(environment, {}, stranger), await begin(environment, {}, taken)];
    for (const { state } of answers) expect(state.errors.email).toMatch(/certain domains/);
    expect(answers[0]?.state.errors).toEqual(answers[1]?.state.errors);
    expect(await db.outboxMessage.count({ where: { recipient: { in: [stranger, taken] } } })).toBe(0);
    expect(await signUpWhole(environment, {}, newEmail("ACME.example"))).toEqual(["Default"]);
  });

  test("a code leads into its organization with both kinds of default roles, and the log says so", async () => {
    const { environment, acme, allow } = await setUp();
    const environmentId = environment.id;
    await allow({ isRegistrationAllowed: true });
    const member = await createRoleRow({ environmentId, key: "member" });
    const editor = await createRoleRow({ environmentId, key: "editor" });
    await db.role.update({ where: { id: member.id }, data: { isAssignedToNewUsers: true } });
    await db.organizationDefaultRole.create({ data: { organizationId: acme.id, roleId: editor.id } });
    const email = newEmail();
    expect(await signUpWhole(environment, { orgCode: acme.code }, email)).toEqual(["Acme"]);
    const { id: userId } = await db.user.findFirstOrThrow({ where: { email } });
    const events = await db.auditEvent.findMany({ where: { userId }, orderBy: { id: "asc" } });
    expect(events.map(({ type }) => type)).toEqual([
      "user.signed_up",
      "identity.verified",
      "organization.member_added",
      "authentication.succeeded",
    ]);
    expect(events[0]).toMatchObject({
      after: { organizations: [`Acme (${acme.code})`], roles: ["editor in Acme", "member in Acme"] },
    });
    expect(events[2]).toMatchObject({
      organizationId: acme.id,
      actorId: userId,
      reason: "Signed up with the organization's code",
      after: { isMember: true, roles: ["editor", "member"] },
    });
  });

  test("a code of another environment is unknown", async () => {
    const { environment } = await setUp();
    const other = await setUp();
    await other.allow({ isRegistrationAllowed: true });
    const { state } = await begin(environment, { orgCode: other.acme.code }, newEmail());
    expect(state.errors.form).toMatch(/does not exist/);
    const strange = await begin(environment, { orgCode: "org_\0'; --" }, newEmail());
    expect(strange.state.errors.form).toMatch(/does not exist/);
  });

  test("an address of a domain comes into all its open organizations, and not into the default one", async () => {
    const { environment, allow } = await setUp();
    await allow({ allowedDomains: ["acme.example"] });
    for (const [name, suspendedAt] of [
      ["Beta", undefined],
      ["Shut", new Date()],
    ] as const) {
      const { id } = await createOrganizationRow({ environmentId: environment.id, name, suspendedAt });
      await db.organization.update({
        where: { id },
        data: { allowedDomains: ["x.example", "acme.example"] },
      });
    }
    expect(await signUpWhole(environment, {}, newEmail("acme.example"))).toEqual(["Acme", "Beta"]);
    expect(await signUpWhole(environment, {}, newEmail("x.example"))).toEqual(["Beta"]);
    expect(await signUpWhole(environment, {}, newEmail("notacme.example"))).toEqual(["Default"]);
  });

  test("where the default organization takes nobody, an address that belongs nowhere is refused", async () => {
    const { environment, acme, allow } = await setUp({ isDefaultOrganizationOnSignUp: false });
    await allow({ isRegistrationAllowed: true });
    const { state } = await begin(environment, {}, newEmail());
    expect(state.errors.email).toMatch(/belongs to no organization/);
    expect(await signUpWhole(environment, { orgCode: acme.code }, newEmail())).toEqual(["Acme"]);
  });

  test("makes the organization that was asked for, under the name of the request or of the form", async () => {
    const { environment } = await setUp({ canCreateOrganizationOnSignUp: true });
    const named = { isOrganizationWanted: true, orgName: "Kererū Ltd" };
    expect(await signUpWhole(environment, named, newEmail())).toEqual(["Kererū Ltd"]);
    const made = await db.organization.findFirstOrThrow({ where: { name: "Kererū Ltd" } });
    const events = await db.auditEvent.findMany({ where: { organizationId: made.id } });
    expect(events.map(({ type, actorType }) => `${type} ${actorType}`).sort()).toEqual([
      "authentication.succeeded user",
      "organization.created user",
      "organization.member_added user",
    ]);

    const email = newEmail();
    const asked = { isOrganizationWanted: true, orgName: "\0" };
    expect((await begin(environment, asked, email)).state.errors.organizationName).toMatch(/Enter the name/);
    const after = await finish(await begin(environment, asked, email, "Tūī Ltd"), email);
    expect(await organizationsOf(email)).toEqual(["Tūī Ltd"]);
    const tui = await db.organization.findFirstOrThrow({ where: { name: "Tūī Ltd" } });
    expect(after.state.orgCode).toBe(tui.code);
  });

  test("makes no organization where that is not allowed", async () => {
    const { environment } = await setUp();
    const { state } = await begin(environment, { isOrganizationWanted: true, orgName: "Mine" }, newEmail());
    expect(state.errors.form).toMatch(/cannot be created/);
    expect(await db.organization.count({ where: { environmentId: environment.id } })).toBe(2);
  });

  test.each([
    ["self-sign-up", { isSelfSignUpAllowed: false }],
    ["the environment's domains", { allowedDomains: ["other.example"] }],
  ])("a change of %s while the code is on its way holds", async (_, policies) => {
    const { environment } = await setUp();
    const email = newEmail();
    const flow = await begin(environment, {}, email);
    await db.environment.update({ where: { id: environment.id }, data: policies });
    await expect(finish(flow, email)).rejects.toMatchObject({ code: "forbidden" });
    expect(await db.user.count({ where: { email } })).toBe(0);
  });

  test("an organization that closes while the code is on its way takes nobody in", async () => {
    const { environment, acme, allow } = await setUp();
    await allow({ isRegistrationAllowed: true });
    const admin = await contextFor({ role: "admin", environment });
    const email = newEmail();
    const flow = await begin(environment, { orgCode: acme.code }, email);
    await suspendOrganization(admin, { organizationId: acme.id, reason: "" });
    await expect(finish(flow, email)).rejects.toMatchObject({ message: expect.stringMatching(/closed/) });
    expect(await db.user.count({ where: { email } })).toBe(0);
  });

  test("sign-up and suspension at once: a member, or no account", async () => {
    const { environment, acme, allow } = await setUp();
    await allow({ isRegistrationAllowed: true });
    const admin = await contextFor({ role: "admin", environment });
    const email = newEmail();
    const flow = await begin(environment, { orgCode: acme.code }, email);
    const [result] = await Promise.allSettled([
      finish(flow, email),
      suspendOrganization(admin, { organizationId: acme.id, reason: "" }),
    ]);
    const users = await db.user.count({ where: { email } });
    expect(users).toBe(result?.status === "fulfilled" ? 1 : 0);
    expect(await organizationsOf(email)).toEqual(users === 1 ? ["Acme"] : []);
  });
});
