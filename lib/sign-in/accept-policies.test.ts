import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { findCurrentPolicies } from "@/lib/policy-acceptance/find-current-policies";
import { listAcceptances } from "@/lib/policy-acceptance/list-acceptances";
import { publishPolicy } from "@/lib/policy-acceptance/publish-policy";
import { updatePolicyAcceptance } from "@/lib/policy-acceptance/update-policy-acceptance";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { acceptPolicies, declinePolicies } from "./accept-policies";
import type { Flow } from "./find-flow";
import { nextStep } from "./next-step";
import { signUp } from "./sign-up";
import { submitIdentifier } from "./submit-identifier";
import {
  createTestFlow,
  eventTypes,
  newestCode,
  readTestFlow,
  TEST_PASSWORD,
  testRequest,
} from "./test-flow";
import { verifyCode } from "./verify-code";
import { verifyPassword } from "./verify-password";

const both = {
  termsUrl: "https://example.com/terms",
  privacyUrl: "https://example.com/privacy",
  isShown: true,
  seen: { terms: 0, privacy: 0, isShown: false },
};

async function setUp() {
  const environment = await createTestEnvironment();
  const admin = await contextFor({ role: "admin", environment });
  await updatePolicyAcceptance(admin, both);
  const publish = async (kind: "terms" | "privacy", seenVersion: number) =>
    publishPolicy(admin, { kind, seenVersion });
  const ids = async () => (await findCurrentPolicies(environment.id)).map(({ id }) => id);
  const accepted = (userId: string) => db.policyAcceptance.findMany({ where: { userId } });
  return { environment, admin, publish, ids, accepted };
}

async function askedFlow(environment: Awaited<ReturnType<typeof createTestEnvironment>>) {
  const user = await createUserRow({ environmentId: environment.id, password: TEST_PASSWORD });
  const flow = await signIn(await createTestFlow({ environment }), user.email);
  return { user, flow };
}

async function signIn(flow: Flow, email: string | null): Promise<Flow> {
  const named = await submitIdentifier(flow, testRequest(), { identifier: email ?? "" });
  return verifyPassword(named, testRequest(), { password: TEST_PASSWORD });
}

describe("acceptPolicies", () => {
  it("asks after the password, records versions, time and address, and completes the sign-in", async () => {
    const { environment, admin, ids, accepted } = await setUp();
    const { user, flow } = await askedFlow(environment);
    expect(nextStep(flow.state)).toBe("accept-policies");
    const after = await acceptPolicies(flow, testRequest(), { policies: await ids() });
    expect(nextStep(after.state)).toBe("finished");
    const { settled: _, ...kept } = after;
    expect(await readTestFlow(environment.key, flow.id)).toEqual(kept);
    const rows = await accepted(user.id);
    expect(rows.map(({ policyVersionId }) => policyVersionId).toSorted()).toEqual((await ids()).toSorted());
    expect(rows[0]?.ip).toBe("203.0.113.9");
    expect((await eventTypes(environment.id)).slice(3)).toEqual([
      "policy.terms_accepted",
      "policy.privacy_accepted",
      "authentication.succeeded",
    ]);
    const listed = await listAcceptances(admin, user.id);
    expect(listed.map(({ kind, version, isCurrent }) => [kind, version, isCurrent])).toEqual([
      ["terms", 1, true],
      ["privacy", 1, true],
    ]);
    expect(Math.abs((listed[0]?.acceptedAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    // Once accepted, nothing is asked any more.
    const again = await signIn(await createTestFlow({ environment }), user.email);
    expect(nextStep(again.state)).toBe("finished");
  });

  it("asks only for the policy that has a new version", async () => {
    const { environment, publish, ids, accepted } = await setUp();
    const { user, flow } = await askedFlow(environment);
    await acceptPolicies(flow, testRequest(), { policies: await ids() });
    await publish("privacy", 1);
    const next = await signIn(await createTestFlow({ environment }), user.email);
    expect(nextStep(next.state)).toBe("accept-policies");
    const after = await acceptPolicies(next, testRequest(), { policies: await ids() });
    expect(nextStep(after.state)).toBe("finished");
    expect(await accepted(user.id)).toHaveLength(3);
    const types = await eventTypes(environment.id);
    expect(types.filter((type) => type === "policy.terms_accepted")).toHaveLength(1);
    expect(types.filter((type) => type === "policy.privacy_accepted")).toHaveLength(2);
  });

  it("refuses a box that was left alone, and one that stood for an older version", async () => {
    const { environment, publish, ids, accepted } = await setUp();
    const { user, flow } = await askedFlow(environment);
    const left = await acceptPolicies(flow, testRequest(), { policies: [] });
    expect(left.state.errors.policies).toBe("Tick this box to go on.");
    const shown = await ids();
    await publish("terms", 1);
    const late = await acceptPolicies(left, testRequest(), { policies: shown });
    expect(late.state.errors.policies).toMatch("A new version was published");
    expect(nextStep(late.state)).toBe("accept-policies");
    expect(await accepted(user.id)).toEqual([]);
  });

  it("does not take the versions of another environment", async () => {
    const { environment } = await setUp();
    const other = await setUp();
    const { flow } = await askedFlow(environment);
    const after = await acceptPolicies(flow, testRequest(), { policies: await other.ids() });
    expect(nextStep(after.state)).toBe("accept-policies");
    expect(after.state.errors.policies).toBeDefined();
  });

  it("records and signs in once when the form is sent twice at once", async () => {
    const { environment, ids, accepted } = await setUp();
    const { user, flow } = await askedFlow(environment);
    const policies = await ids();
    await Promise.all([1, 2, 3].map(() => acceptPolicies(flow, testRequest(), { policies })));
    expect(nextStep((await readTestFlow(environment.key, flow.id)).state)).toBe("finished");
    expect(await accepted(user.id)).toHaveLength(2);
    const types = await eventTypes(environment.id);
    expect(types.filter((type) => type.endsWith("_accepted"))).toHaveLength(2);
    expect(types.filter((type) => type === "authentication.succeeded")).toHaveLength(1);
  });

  it("never takes for accepted what was published while somebody accepted", async () => {
    const { environment, publish, ids } = await setUp();
    for (let version = 1; version <= 5; version++) {
      const { user, flow } = await askedFlow(environment);
      const shown = await ids();
      await Promise.all([
        acceptPolicies(flow, testRequest(), { policies: shown }),
        publish("terms", version),
      ]);
      const newest = (await ids())[0] ?? "";
      const where = { userId: user.id, policyVersionId: newest };
      expect(await db.policyAcceptance.count({ where })).toBe(0);
      const next = await signIn(await createTestFlow({ environment }), user.email);
      expect(nextStep(next.state)).toBe("accept-policies");
    }
  });

  it("records nothing of who was suspended, or whose sessions were ended, while they read", async () => {
    const { environment, ids, accepted } = await setUp();
    const suspended = await askedFlow(environment);
    await db.user.update({ where: { id: suspended.user.id }, data: { status: "suspended" } });
    const refused = await acceptPolicies(suspended.flow, testRequest(), { policies: await ids() });
    expect(nextStep(refused.state)).toBe("suspended");
    expect(await accepted(suspended.user.id)).toEqual([]);

    for (const changed of [["sessionsEndedAt"], ["sessionsEndedAt", "newPasswordRequiredAt"]]) {
      const { user, flow } = await askedFlow(environment);
      // In the very millisecond of the proof: which of the two came first nobody can tell.
      const at = new Date(flow.state.provenAt ?? 0);
      await db.user.update({
        where: { id: user.id },
        data: Object.fromEntries(changed.map((name) => [name, at])),
      });
      const begun = await acceptPolicies(flow, testRequest(), { policies: await ids() });
      expect(nextStep(begun.state)).toBe("sign-in");
      expect(begun.state.errors.form).toMatch("Your account was changed");
      expect(begun.userId).toBeNull();
      expect(await accepted(user.id)).toEqual([]);
    }
  });

  it("does nothing in a flow that stands elsewhere", async () => {
    const { environment, ids } = await setUp();
    const flow = await createTestFlow({ environment });
    expect(await acceptPolicies(flow, testRequest(), { policies: await ids() })).toEqual(flow);
    expect(await declinePolicies(flow, testRequest())).toEqual(flow);
    expect(await eventTypes(environment.id)).toHaveLength(3);
  });
});

describe("declinePolicies", () => {
  it("records it once, forgets the proof and accepts nothing", async () => {
    const { environment, accepted } = await setUp();
    const { user, flow } = await askedFlow(environment);
    await Promise.all([declinePolicies(flow, testRequest()), declinePolicies(flow, testRequest())]);
    const stored = await readTestFlow(environment.key, flow.id);
    expect(nextStep(stored.state)).toBe("sign-in");
    expect(stored.userId).toBeNull();
    expect(await accepted(user.id)).toEqual([]);
    const refusals = await db.auditEvent.findMany({
      where: { environmentId: environment.id, type: "authentication.refused" },
    });
    expect(refusals).toHaveLength(1);
    expect(refusals[0]).toMatchObject({ userId: user.id, reason: "The user did not accept the policies" });
  });
});

describe("signUp with policies", () => {
  const person = { firstName: "Grace", lastName: "Hopper", password: TEST_PASSWORD };
  let count = 0;
  const newEmail = () => `policies-${++count}-${process.pid}@example.com`;

  async function prove(flow: Flow, email: string): Promise<Flow> {
    return verifyCode(flow, testRequest(), { code: (await newestCode(email)) ?? "" });
  }

  it("refuses without the box, and with it keeps the acceptance with the account", async () => {
    const { environment, ids, accepted } = await setUp();
    const flow = await createTestFlow({ environment, intent: "sign-up" });
    const email = newEmail();
    const refused = await signUp(flow, testRequest(), { ...person, email });
    expect(refused.state.errors).toEqual({ policies: "Tick this box to go on." });
    expect(await newestCode(email)).toBeNull();
    const policies = await ids();
    const sent = await signUp(refused, testRequest(), { ...person, email, policies });
    const done = await prove(sent, email);
    expect(nextStep(done.state)).toBe("finished");
    expect(await accepted(done.userId ?? "")).toHaveLength(2);
    const types = (await eventTypes(environment.id)).slice(3);
    expect(types).toContain("policy.terms_accepted");
    expect(types.indexOf("user.signed_up")).toBeLessThan(types.indexOf("policy.terms_accepted"));
  });

  it("asks for what was published while the code was on its way", async () => {
    const { environment, publish, ids } = await setUp();
    const flow = await createTestFlow({ environment, intent: "sign-up" });
    const email = newEmail();
    const sent = await signUp(flow, testRequest(), { ...person, email, policies: await ids() });
    await publish("terms", 1);
    const asked = await prove(sent, email);
    expect(nextStep(asked.state)).toBe("accept-policies");
    const done = await acceptPolicies(asked, testRequest(), { policies: await ids() });
    expect(nextStep(done.state)).toBe("finished");
  });

  it("takes no account for one when the code never comes back", async () => {
    const { environment, ids } = await setUp();
    const flow = await createTestFlow({ environment, intent: "sign-up" });
    await signUp(flow, testRequest(), { ...person, email: newEmail(), policies: await ids() });
    const where = { policyVersion: { environmentId: environment.id } };
    expect(await db.policyAcceptance.count({ where })).toBe(0);
  });
});
