import { describe, expect, it, test } from "vitest";
import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { updatePolicyAcceptance } from "@/lib/policy-acceptance/update-policy-acceptance";
import {
  contextFor,
  createOrganizationRow,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
  userContext,
} from "@/prisma/factories";
import { explainSignIn } from "./explain-sign-in";
import type { Flow } from "./find-flow";
import { nextStep } from "./next-step";
import { saveFlow } from "./save-flow";
import type { FindingCode } from "./sign-in-findings";
import { submitIdentifier } from "./submit-identifier";
import { createTestFlow, newestCode, TEST_PASSWORD, testRequest } from "./test-flow";
import { verifyPassword } from "./verify-password";

const LOCKS = [false, true];
const STATUSES = ["active", "suspended"] as const;
const PASSWORDS = ["set", "none", "reset", "temporary", "temporary used", "temporary expired"] as const;
const PROOFS = [true, false];
const PLACES = [
  "one",
  "none",
  "suspended",
  "two",
  "asked for their own",
  "asked for a suspended one",
  "asked for a stranger",
  "asked for one that takes everybody",
] as const;
const EXTRAS = ["nothing", "mfa", "policies", "mfa and policies"] as const;

type Password = (typeof PASSWORDS)[number];
type Place = (typeof PLACES)[number];

const past = () => new Date(Date.now() - 60_000);
const future = () => new Date(Date.now() + 3_600_000);

async function createEnvironment(extras: (typeof EXTRAS)[number]): Promise<TestEnvironment> {
  const environment = await createTestEnvironment();
  if (extras.startsWith("mfa")) {
    await db.environment.update({ where: { id: environment.id }, data: { mfaRequirement: "yes" } });
  }
  if (extras.endsWith("policies")) {
    await updatePolicyAcceptance(await contextFor({ role: "admin", environment }), {
      termsUrl: "https://example.com/terms",
      privacyUrl: "",
      isShown: true,
      seen: { terms: 0, privacy: 0, isShown: false },
    });
  }
  return environment;
}

async function createPlaces(environment: TestEnvironment) {
  const environmentId = environment.id;
  const second = await createOrganizationRow({ environmentId });
  const closed = await createOrganizationRow({ environmentId, suspendedAt: new Date() });
  const foreign = await createOrganizationRow({ environmentId });
  const open = await createOrganizationRow({ environmentId });
  await db.organization.update({ where: { id: open.id }, data: { isRegistrationAllowed: true } });
  const own = environment.organizationId;
  const members: Record<Place, string[]> = {
    one: [own],
    none: [],
    suspended: [closed.id],
    two: [own, second.id],
    "asked for their own": [own, second.id],
    "asked for a suspended one": [own, closed.id],
    "asked for a stranger": [own],
    "asked for one that takes everybody": [own],
  };
  const asked: Partial<Record<Place, { id: string; code: string }>> = {
    "asked for their own": second,
    "asked for a suspended one": closed,
    "asked for a stranger": foreign,
    "asked for one that takes everybody": open,
  };
  return { members, asked };
}

async function createAccount(
  environment: TestEnvironment,
  state: { isLocked: boolean; status: "active" | "suspended"; password: Password; isVerified: boolean },
  organizationIds: string[],
) {
  const { isLocked, status, password, isVerified } = state;
  const user = await createUserRow({
    environmentId: environment.id,
    status,
    isVerified,
    organizationIds,
    ...(password !== "none" && { password: TEST_PASSWORD }),
  });
  const userId = user.id;
  if (password !== "set" && password !== "none") {
    await db.user.update({ where: { id: userId }, data: { newPasswordRequiredAt: past() } });
  }
  if (password.startsWith("temporary")) {
    const temporaryExpiresAt = password === "temporary expired" ? past() : future();
    const temporaryUsedAt = password === "temporary used" ? past() : null;
    const data = { isTemporary: true, temporaryExpiresAt, temporaryUsedAt };
    await db.password.update({ where: { userId }, data });
  }
  if (isLocked) {
    const lock = { failedAttempts: 5, lockedUntil: future(), updatedAt: new Date() };
    await db.lockout.create({ data: { environmentId: environment.id, subject: userId, ...lock } });
  }
  return { ...user, email: user.email ?? "" };
}

async function signIn(environment: TestEnvironment, email: string, orgCode?: string): Promise<Flow> {
  const begun = await createTestFlow({ environment });
  const flow = orgCode ? await saveFlow(begun, { orgCode }) : begun;
  const named = await submitIdentifier(flow, { identifier: email });
  // Every one from an address of its own: the limit of failures of one network is not what this is about.
  const request = { ...testRequest(), ip: `2001:db8::${Math.floor(Math.random() * 65_536).toString(16)}` };
  return verifyPassword(named, request, { password: TEST_PASSWORD });
}

/** Where the hosted pages stand after the right password, in the words of the panel. */
async function whatThePagesSay(flow: Flow, email: string): Promise<string> {
  const { state } = flow;
  const step = nextStep(state);
  if (step === "password") return state.errors.password?.startsWith("This temporary") ? "spent" : "wrong";
  if (step === "suspended") return state.refusal ?? "refused";
  if (step !== "code") return step;
  const isMailed = (await newestCode(email)) !== null;
  return state.intent === "recover" ? `recovery, ${isMailed ? "mailed" : "no mail"}` : `proof, ${isMailed}`;
}

const ON_THE_PAGES: Partial<Record<FindingCode, string>> = {
  locked: "locked",
  "no-password": "wrong",
  suspended: "user-suspended",
  "temporary-password": "new-password",
  "temporary-used": "spent",
  "temporary-expired": "spent",
  "password-reset": "recovery, mailed",
  "password-reset-unreachable": "recovery, no mail",
  "prove-address": "proof, true",
  "organizations-suspended": "organizations-suspended",
  "organization-suspended": "organization-suspended",
  "no-membership": "no-membership",
  "mfa-enrol": "mfa",
  "accept-policies": "accept-policies",
  "choose-organization": "organization",
};

describe("the panel says what the hosted pages do", () => {
  describe.each(EXTRAS)("where sign-in asks for %s besides", (extras) => {
    test.each(PLACES)("with organizations: %s", { timeout: 300_000 }, async (place) => {
      const environment = await createEnvironment(extras);
      const { members, asked } = await createPlaces(environment);
      const ctx = await contextFor({ role: "support", environment });
      const wanted = asked[place];
      const disagreements: string[] = [];
      let seen = 0;
      for (const isLocked of LOCKS) {
        for (const status of STATUSES) {
          for (const password of PASSWORDS) {
            for (const isVerified of PROOFS) {
              const state = { isLocked, status, password, isVerified };
              const user = await createAccount(environment, state, members[place]);
              const explained = await explainSignIn(ctx, { userId: user.id, organizationId: wanted?.id });
              const first = explained.findings[0];
              const said = first ? ON_THE_PAGES[first] : "finished";
              const done = await whatThePagesSay(
                await signIn(environment, user.email, wanted?.code),
                user.email,
              );
              seen += 1;
              if (said !== done) disagreements.push(`${JSON.stringify(state)}: ${first} but ${done}`);
            }
          }
        }
      }
      expect(disagreements).toEqual([]);
      expect(seen).toBe(LOCKS.length * STATUSES.length * PASSWORDS.length * PROOFS.length);
    });
  });
});

describe("explainSignIn", () => {
  it("names everything that stands in the way, in order, and what is asked for after that", async () => {
    const environment = await createEnvironment("mfa and policies");
    const { members } = await createPlaces(environment);
    const state = { isLocked: true, status: "suspended", password: "reset", isVerified: false } as const;
    const user = await createAccount(environment, state, members.two);
    const ctx = await contextFor({ role: "support", environment });
    const explained = await explainSignIn(ctx, { userId: user.id });
    expect(explained).toMatchObject({ canSignIn: false, isDeleted: false, hasVerifiedEmail: false });
    expect(explained.findings).toEqual([
      "locked",
      "suspended",
      "password-reset-unreachable",
      "prove-address",
      "mfa-enrol",
      "accept-policies",
      "choose-organization",
    ]);
    expect(new Date(explained.lockedUntil ?? 0).getTime()).toBeGreaterThan(Date.now());
  });

  it("tells who can sign in, and who can once something is asked of them", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "support", environment });
    const user = await createUserRow({ environmentId: environment.id, password: TEST_PASSWORD });
    expect(await explainSignIn(ctx, { userId: user.id })).toMatchObject({ canSignIn: true, findings: [] });
    const unproven = await createUserRow({
      environmentId: environment.id,
      password: TEST_PASSWORD,
      isVerified: false,
    });
    const asked = await explainSignIn(ctx, { userId: unproven.id });
    expect(asked).toMatchObject({ canSignIn: true, findings: ["prove-address"] });
  });

  it("knows who is deleted, has no identity, or would join the organization that is asked for", async () => {
    const environment = await createTestEnvironment();
    const environmentId = environment.id;
    const ctx = await contextFor({ role: "support", environment });
    const deleted = await createUserRow({ environmentId, status: "deleted" });
    expect(await explainSignIn(ctx, { userId: deleted.id })).toMatchObject({
      isDeleted: true,
      canSignIn: false,
    });
    const nameless = await createUserRow({ environmentId, email: null, password: TEST_PASSWORD });
    expect((await explainSignIn(ctx, { userId: nameless.id })).findings).toEqual(["no-identity"]);
    const { asked } = await createPlaces(environment);
    const user = await createUserRow({ environmentId, password: TEST_PASSWORD });
    const organizationId = asked["asked for one that takes everybody"]?.id;
    const explained = await explainSignIn(ctx, { userId: user.id, organizationId });
    expect(explained).toMatchObject({ canSignIn: true, isJoining: true });
    // Looking joins nobody.
    expect(await db.membership.count({ where: { userId: user.id } })).toBe(1);
  });

  it("shows failed mail and the last failures, the log to those alone who may read it", async () => {
    const environment = await createTestEnvironment();
    const environmentId = environment.id;
    const user = await createUserRow({ environmentId, password: TEST_PASSWORD });
    const recipient = user.email ?? "";
    const message = { environmentId, recipient, subject: "A code", createdAt: new Date() };
    await db.outboxMessage.create({ data: { ...message, id: newId(), status: "sent" } });
    await db.outboxMessage.create({
      data: { ...message, id: newId(), status: "failed", error: "550 unknown" },
    });
    for (const reason of ["first", "second", "third", "Wrong password"]) {
      await db.$transaction((tx) =>
        recordEvent(tx, userContext(environment, user.id), { type: "authentication.failed", reason }),
      );
    }
    const ctx = await contextFor({ role: "support", environment });
    const explained = await explainSignIn(ctx, { userId: user.id });
    expect(explained.failedMessages).toMatchObject([{ recipient, error: "550 unknown" }]);
    expect(explained.failures?.map(({ reason }) => reason)).toEqual(["Wrong password", "third", "second"]);
    const blind = { ...ctx, actor: { ...ctx.actor, permissions: new Set(["users:read"]) } };
    expect((await explainSignIn(blind, { userId: user.id })).failures).toBeNull();
  });

  it("says when wrong codes or second factors have locked the step that is left", async () => {
    const environment = await createEnvironment("mfa");
    const environmentId = environment.id;
    const ctx = await contextFor({ role: "support", environment });
    const user = await createUserRow({ environmentId, password: TEST_PASSWORD });
    await db.mfaFactor.create({
      data: { id: newId(), environmentId, userId: user.id, method: "authenticator", slot: user.id },
    });
    await db.user.update({ where: { id: user.id }, data: { newPasswordRequiredAt: past() } });
    expect((await explainSignIn(ctx, { userId: user.id })).canSignIn).toBe(true);
    for (const subject of [`mfa:${user.id}`, `recovery:${user.id}`]) {
      const lock = { failedAttempts: 5, lockedUntil: future(), updatedAt: new Date() };
      await db.lockout.create({ data: { environmentId, subject, ...lock } });
    }
    expect(await explainSignIn(ctx, { userId: user.id })).toMatchObject({
      canSignIn: false,
      findings: ["password-reset", "codes-locked", "mfa-challenge", "mfa-locked"],
    });
  });

  it("knows that a passkey gets in past a lock, but not past a suspension or a reset", async () => {
    const environment = await createTestEnvironment();
    const environmentId = environment.id;
    const ctx = await contextFor({ role: "support", environment });
    const state = { isLocked: true, status: "active", password: "none", isVerified: false } as const;
    const { id: userId } = await createAccount(environment, state, [environment.organizationId]);
    const ask = async () => (await explainSignIn(ctx, { userId })).canUsePasskey;
    await db.mfaFactor.create({
      data: { id: newId(), environmentId, userId, method: "passkey", slot: userId },
    });
    expect(await ask()).toBe(false);
    await db.environment.update({
      where: { id: environmentId },
      data: { mfaRequirement: "optional", mfaMethods: ["passkey"] },
    });
    expect(await ask()).toBe(true);
    await db.user.update({ where: { id: userId }, data: { newPasswordRequiredAt: past() } });
    expect(await ask()).toBe(false);
    await db.user.update({
      where: { id: userId },
      data: { newPasswordRequiredAt: null, status: "suspended" },
    });
    expect(await ask()).toBe(false);
  });

  it("refuses who may not, and finds nothing of another environment", async () => {
    const environment = await createTestEnvironment();
    const user = await createUserRow({ environmentId: environment.id });
    const nobody = userContext(environment, user.id);
    await expect(explainSignIn(nobody, { userId: user.id })).rejects.toMatchObject({ code: "forbidden" });
    const elsewhere = await createTestEnvironment();
    const other = await contextFor({ role: "support", environment: elsewhere });
    await expect(explainSignIn(other, { userId: user.id })).rejects.toMatchObject({ code: "not_found" });
    const ctx = await contextFor({ role: "support", environment });
    for (const organizationId of [elsewhere.organizationId, "'; drop"]) {
      const explained = explainSignIn(ctx, { userId: user.id, organizationId });
      await expect(explained).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(explainSignIn(ctx, { userId: "no id" })).rejects.toMatchObject({ code: "not_found" });
  });
});
