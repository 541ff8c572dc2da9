import { describe, expect, test } from "vitest";
import { contextFor, type TestEnvironment } from "@/prisma/factories";
import { explainSignIn } from "./explain-sign-in";
import type { Flow } from "./find-flow";
import { nextStep } from "./next-step";
import { saveFlow } from "./save-flow";
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
import { verifyPassword } from "./verify-password";

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
