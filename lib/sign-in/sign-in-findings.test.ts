import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, type TestEnvironment } from "@/prisma/factories";
import { explainSignIn } from "./explain-sign-in";
import type { Flow } from "./find-flow";
import { canShowStep, nextStep } from "./next-step";
import { requestPasswordReset } from "./request-password-reset";
import { saveFlow } from "./save-flow";
import { setNewPassword } from "./set-new-password";
import type { FindingCode } from "./sign-in-findings";
import { submitIdentifier } from "./submit-identifier";
import {
  createAccount,
  createEnvironment,
  createPlaces,
  EXTRAS,
  LOCKS,
  PASSWORDS,
  PLACES,
  PROOFS,
  STATUSES,
} from "./test-account-states";
import { createTestFlow, newestCode, TEST_PASSWORD, testRequest } from "./test-flow";
import { verifyCode } from "./verify-code";
import { verifyPassword } from "./verify-password";

type Options = { orgCode?: string; isEnumerationProtected?: boolean };

async function signIn(environment: TestEnvironment, email: string, options: Options = {}): Promise<Flow> {
  const { orgCode, isEnumerationProtected } = options;
  const begun = await createTestFlow({ environment, isEnumerationProtected });
  const flow = orgCode ? await saveFlow(begun, { orgCode }) : begun;
  // Every one from an address of its own: the limits of one network are not what this is about.
  const request = { ...testRequest(), ip: `2001:db8::${Math.floor(Math.random() * 65_536).toString(16)}` };
  const named = await submitIdentifier(flow, request, { identifier: email });
  return nextStep(named.state) === "password"
    ? verifyPassword(named, request, { password: TEST_PASSWORD })
    : named;
}

type Account = Awaited<ReturnType<typeof createAccount>>;

/** Where the hosted pages stand, in the words of the panel. */
async function whatThePagesSay(flow: Flow, { email, mailbox }: Account): Promise<string> {
  const { state } = flow;
  const step = nextStep(state);
  if (step === "password") return state.errors.password?.startsWith("This temporary") ? "spent" : "wrong";
  if (step === "suspended") return state.refusal ?? "refused";
  if (step !== "code") return step;
  if (state.intent !== "recover") return `proof, ${(await newestCode(email)) !== null}`;
  return `recovery, ${(await newestCode(mailbox)) === null ? "no mail" : "mailed"}`;
}

/** Does what a finding asks for, as far as that is about the account itself; null where the pages go no further here. */
async function goOn(flow: Flow, code: FindingCode, { email, mailbox }: Account): Promise<Flow | null> {
  const enter = async (to: string) => verifyCode(flow, testRequest(), { code: (await newestCode(to)) ?? "" });
  if (code === "prove-address") return enter(email);
  if (code !== "temporary-password" && code !== "password-reset") return null;
  const proven = code === "password-reset" ? await enter(mailbox) : flow;
  return setNewPassword(proven, testRequest(), { password: "harbour violet lantern" });
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

const BOTH = [true, false];
const STATES = LOCKS.flatMap((isLocked) =>
  STATUSES.flatMap((status) =>
    PASSWORDS.flatMap((password) => PROOFS.map((proof) => ({ isLocked, status, password, proof }))),
  ),
);

/** Signs in as an account in each of its states, and gives those in which the panel says something else. */
async function findDisagreements(
  environment: TestEnvironment,
  place: (typeof PLACES)[number],
  isEnumerationProtected: boolean,
): Promise<string[]> {
  const { members, asked } = await createPlaces(environment);
  const ctx = await contextFor({ role: "support", environment });
  const wanted = asked[place];
  const disagreements: string[] = [];
  await db.environment.update({ where: { id: environment.id }, data: { isEnumerationProtected } });
  for (const state of STATES) {
    const user = await createAccount(environment, state, members[place]);
    const explained = await explainSignIn(ctx, { userId: user.id, organizationId: wanted?.id });
    // The panel names what holds for the address that they type in this test, after that of their first one.
    const isOther = user.email !== user.mailbox;
    const findings = explained.findings.flatMap((code) =>
      code !== "prove-other-address" ? [code] : isOther ? ["prove-address" as const] : [],
    );
    const options = { orgCode: wanted?.code, isEnumerationProtected };
    let flow: Flow | null = await signIn(environment, user.email, options);
    for (const code of [...findings, null]) {
      const said = code ? ON_THE_PAGES[code] : "finished";
      const done = await whatThePagesSay(flow, user);
      if (said !== done) disagreements.push(`${JSON.stringify(state)}: ${code} but ${done}`);
      flow = code && said === done ? await goOn(flow, code, user) : null;
      if (!flow) break;
    }
  }
  return disagreements;
}

describe("the panel says what the hosted pages do", () => {
  describe.each(EXTRAS)("where sign-in asks for %s besides", (extras) => {
    test.each(PLACES)("with organizations: %s", { timeout: 300_000 }, async (place) => {
      const environment = await createEnvironment(extras);
      expect(await findDisagreements(environment, place, true)).toEqual([]);
    });
  });

  test("where a name may tell that there is an account", { timeout: 300_000 }, async () => {
    const environment = await createEnvironment("nothing");
    expect(await findDisagreements(environment, "one", false)).toEqual([]);
  });

  test.each(BOTH)("after a reset, “Forgot password?” leads on, locked (%s) or not", async (isLocked) => {
    const environment = await createEnvironment("nothing");
    const state = { isLocked, status: "active", password: "reset", proof: "verified" } as const;
    const user = await createAccount(environment, state, [environment.organizationId]);
    const named = await submitIdentifier(await createTestFlow({ environment }), testRequest(), {
      identifier: user.email,
    });
    const refused = await verifyPassword(named, testRequest(), { password: "long forgotten" });
    expect(canShowStep(refused.state, "forgot-password")).toBe(true);
    const asked = await requestPasswordReset(refused, testRequest(), { identifier: user.email });
    const code = (await newestCode(user.email)) ?? "";
    expect(nextStep((await verifyCode(asked, testRequest(), { code })).state)).toBe("new-password");
  });
});
