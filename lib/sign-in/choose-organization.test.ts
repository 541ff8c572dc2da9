import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import {
  createApplicationRow,
  createOrganizationRow,
  createTestEnvironment,
  createUserRow,
} from "@/prisma/factories";
import { chooseOrganization } from "./choose-organization";
import { listOrganizationChoices } from "./list-organization-choices";
import { nextStep } from "./next-step";
import { startFlow } from "./start-flow";
import { submitIdentifier } from "./submit-identifier";
import { startSwitch } from "./switch-organization";
import { createTestFlow, eventTypes, readTestFlow, TEST_PASSWORD, testRequest } from "./test-flow";
import { verifyPassword } from "./verify-password";

async function memberOf(names: string[], orgCode?: string) {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const organizations = await Promise.all(
    names.map((name) => createOrganizationRow({ environmentId, name })),
  );
  const organizationIds = organizations.map(({ id }) => id);
  const user = await createUserRow({ environmentId, password: TEST_PASSWORD, organizationIds });
  const flow = await createTestFlow({ environment, asked: { orgCode } });
  const [first, second] = organizations;
  if (!first || !second) throw new Error("two at least");
  return { environment, environmentId, user, flow, organizations, first, second };
}

async function signIn(flow: Awaited<ReturnType<typeof createTestFlow>>, email: string | null) {
  const named = await submitIdentifier(flow, testRequest(), { identifier: email ?? "" });
  return verifyPassword(named, testRequest(), { password: TEST_PASSWORD });
}

const suspend = (id: string) => db.organization.update({ where: { id }, data: { suspendedAt: new Date() } });

describe("a sign-in of a member of several organizations", () => {
  test("asks which, completes with the choice, and keeps when it was used", async () => {
    const { environmentId, user, flow, second } = await memberOf(["Alder", "Birch"]);
    const asked = await signIn(flow, user.email);
    expect(nextStep(asked.state)).toBe("organization");
    expect(await eventTypes(environmentId)).toEqual([]);
    const done = await chooseOrganization(asked, testRequest(), { organization: second.code });
    expect(nextStep(done.state)).toBe("finished");
    expect(done.state.chosenOrgCode).toBe(second.code);
    expect(await db.auditEvent.findMany({ where: { environmentId } })).toMatchObject([
      { type: "authentication.succeeded", organizationId: second.id, userId: user.id },
    ]);
    const used = await db.membership.findMany({ where: { userId: user.id, lastUsedAt: { not: null } } });
    expect(used).toMatchObject([{ organizationId: second.id }]);
  });

  test("takes the one used last where the environment says so", async () => {
    const { environment, environmentId, user, flow, second } = await memberOf(["Alder", "Birch"]);
    await chooseOrganization(await signIn(flow, user.email), testRequest(), { organization: second.code });
    await db.environment.update({ where: { id: environmentId }, data: { isMostRecentOrganization: true } });
    const next = await signIn(await createTestFlow({ environment }), user.email);
    expect(next.state).toMatchObject({ isCompleted: true, chosenOrgCode: second.code });
  });

  test("never asks staff who sign in to the dashboard", async () => {
    const { environmentId, user, flow } = await memberOf(["Alder", "Birch"]);
    const { id } = await createApplicationRow({ environmentId });
    await db.application.update({ where: { id }, data: { isDashboard: true } });
    expect(nextStep((await signIn({ ...flow, applicationId: id }, user.email)).state)).toBe("finished");
  });

  test("takes no choice that is not theirs, nor one that was closed meanwhile", async () => {
    const { environmentId, user, flow, first } = await memberOf(["Alder", "Birch"]);
    const foreign = await createOrganizationRow({ environmentId });
    const asked = await signIn(flow, user.email);
    const stranger = await chooseOrganization(asked, testRequest(), { organization: foreign.code });
    expect(stranger.state).toMatchObject({ refusal: "no-membership", isCompleted: undefined });
    await suspend(first.id);
    const closed = await chooseOrganization(asked, testRequest(), { organization: first.code });
    expect(closed.state).toMatchObject({ refusal: "organization-suspended", isCompleted: undefined });
    expect(await db.user.findUnique({ where: { id: user.id } })).toMatchObject({ lastSignInAt: null });
  });

  test("chooses nothing before the password", async () => {
    const { user, flow, first } = await memberOf(["Alder", "Birch"]);
    const named = await submitIdentifier(flow, testRequest(), { identifier: user.email ?? "" });
    for (const early of [named, { ...named, userId: user.id }]) {
      const after = await chooseOrganization(early, testRequest(), { organization: first.code });
      expect(nextStep(after.state)).toBe("password");
    }
  });
});

describe("a sign-in that asks for an organization", () => {
  test("goes to that one, and the password of another account forgets the choice", async () => {
    const { environmentId, user, second, environment } = await memberOf(["Alder", "Birch"]);
    const flow = await createTestFlow({ environment, asked: { orgCode: second.code } });
    expect((await signIn(flow, user.email)).state).toMatchObject({ chosenOrgCode: second.code });
    const stranger = await createUserRow({ environmentId, password: TEST_PASSWORD });
    const other = await signIn(
      await createTestFlow({ environment, asked: { orgCode: second.code } }),
      stranger.email,
    );
    expect(other.state.refusal).toBe("no-membership");
  });

  test("is refused for one that is suspended, one of strangers, and one that does not exist, each with its event", async () => {
    const { environment, environmentId, user, second } = await memberOf(["Alder", "Birch"]);
    await suspend(second.id);
    const foreign = await createOrganizationRow({ environmentId });
    const elsewhere = await createOrganizationRow({ environmentId: (await createTestEnvironment()).id });
    const refusals = [];
    for (const orgCode of [second.code, foreign.code, elsewhere.code, "org_00000000000"]) {
      const { state } = await signIn(await createTestFlow({ environment, asked: { orgCode } }), user.email);
      expect(nextStep(state)).toBe("suspended");
      refusals.push(state.refusal);
    }
    expect(refusals).toEqual(["organization-suspended", "no-membership", "no-membership", "no-membership"]);
    expect(await eventTypes(environmentId)).toEqual(Array(4).fill("authentication.refused"));
  });

  test("joins one whose policy lets them, with its event", async () => {
    const { environment, environmentId, user } = await memberOf(["Alder", "Birch"]);
    const open = await createOrganizationRow({ environmentId });
    await db.organization.update({ where: { id: open.id }, data: { isRegistrationAllowed: true } });
    const { state } = await signIn(
      await createTestFlow({ environment, asked: { orgCode: open.code } }),
      user.email,
    );
    expect(state).toMatchObject({ isCompleted: true, chosenOrgCode: open.code });
    expect(await eventTypes(environmentId)).toEqual([
      "organization.member_added",
      "authentication.succeeded",
    ]);
  });
});

describe("somebody signed in who asks for another organization", () => {
  async function switching(orgCode: string | undefined, made: Awaited<ReturnType<typeof memberOf>>) {
    const { environment, user } = made;
    const id = `switch-${user.id}`;
    const expiresAt = new Date(Date.now() + 60_000);
    await startFlow({
      id,
      environment,
      clientId: "none",
      intent: "organization",
      userId: user.id,
      orgCode,
      expiresAt,
    });
    return startSwitch(await readTestFlow(environment.key, id), testRequest());
  }

  test("chooses among their own, without a new sign-in", async () => {
    const made = await memberOf(["Alder", "Birch"]);
    const flow = await switching(undefined, made);
    expect(nextStep(flow.state)).toBe("organization");
    const done = await chooseOrganization(flow, testRequest(), { organization: made.second.code });
    expect(nextStep(done.state)).toBe("finished");
    expect(await db.auditEvent.findMany({ where: { environmentId: made.environmentId } })).toMatchObject([
      { type: "authentication.organization_switched", organizationId: made.second.id, userId: made.user.id },
    ]);
  });

  test("joins one that is open to them only by saying so", async () => {
    const made = await memberOf(["Alder", "Birch"]);
    const { environmentId, user } = made;
    const open = await createOrganizationRow({ environmentId });
    await db.organization.update({ where: { id: open.id }, data: { isRegistrationAllowed: true } });
    const flow = await switching(open.code, made);
    expect(nextStep(flow.state)).toBe("organization");
    const memberships = { where: { userId: user.id, organizationId: open.id } };
    expect(await db.membership.count(memberships)).toBe(0);
    const done = await chooseOrganization(flow, testRequest(), { organization: open.code });
    expect(nextStep(done.state)).toBe("finished");
    expect(await db.membership.count(memberships)).toBe(1);
  });

  test("is refused one that is not, with its event", async () => {
    const made = await memberOf(["Alder", "Birch"]);
    await suspend(made.second.id);
    const flow = await switching(made.second.code, made);
    expect(flow.state.refusal).toBe("organization-suspended");
    expect(nextStep(flow.state)).toBe("suspended");
    expect(await eventTypes(made.environmentId)).toEqual(["authentication.refused"]);
  });
});

test("the choices are the open organizations of the user, found by name, fifty at a time", async () => {
  const names = Array.from({ length: 52 }, (_, index) => `Harbour ${String(index).padStart(2, "0")}`);
  const { flow, user, organizations, environmentId } = await memberOf(names);
  await createOrganizationRow({ environmentId, name: "Harbour of strangers" });
  await suspend(organizations[0]?.id ?? "");
  const own = { ...flow, userId: user.id };
  const all = await listOrganizationChoices(own, "");
  expect(all).toMatchObject({ hasMore: true });
  expect(all.organizations.map(({ name }) => name)).toEqual(names.slice(1, 51));
  const found = await listOrganizationChoices(own, "harbour 51 \0");
  expect(found).toEqual({
    organizations: [{ code: organizations[51]?.code, name: "Harbour 51" }],
    hasMore: false,
  });
  expect(await listOrganizationChoices({ ...flow, userId: null }, "")).toEqual({
    organizations: [],
    hasMore: false,
  });
});
