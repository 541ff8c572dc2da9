import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { createEnterpriseUserRow } from "@/prisma/create-connection-row";
import { contextFor, createOrganizationRow, createUserRow } from "@/prisma/factories";
import { type ArrivalFacts, judgeArrival } from "./connection-rules";
import { explainSignIn } from "./explain-sign-in";
import type { Flow } from "./find-flow";
import { nextStep } from "./next-step";
import { startConnection } from "./start-connection";
import { submitIdentifier } from "./submit-identifier";
import { ANA, setUpConnection } from "./test-connection";
import { createTestFlow, TEST_PASSWORD, testRequest } from "./test-flow";

const BOTH = [true, false];
const LINKS = BOTH.flatMap((isLinking) => BOTH.map((isVerified) => [isLinking, isVerified] as const));
const STATUSES = ["active", "suspended"] as const;
const KINDS = ["came through it", "has an address of its domain"] as const;
const PLACES = ["open", "suspended", "two"] as const;

test("an arrival is judged by what is known, and an address alone opens nothing", () => {
  for (const isKnown of BOTH) {
    for (const hasAccount of BOTH) {
      for (const isEmailProven of BOTH) {
        for (const isLinking of BOTH) {
          for (const isJustInTime of BOTH) {
            for (const isAccountProven of BOTH) {
              const known = { isKnown, hasAccount, isAccountProven, isEmailProven };
              const facts: ArrivalFacts = { ...known, isLinking, isJustInTime };
              const verdict = judgeArrival(facts);
              expect(verdict === "sign-in", JSON.stringify(facts)).toBe(isKnown);
              const isLink = !isKnown && hasAccount && isAccountProven && isEmailProven && isLinking;
              expect(verdict === "link", JSON.stringify(facts)).toBe(isLink);
              const isNew = !isKnown && !hasAccount && isJustInTime;
              expect(verdict === "create", JSON.stringify(facts)).toBe(isNew);
            }
          }
        }
      }
    }
  }
});

/** Where the pages stand once the provider has said who they are, in the words of the panel. */
function whatThePagesSay({ state }: Flow): string {
  const step = nextStep(state);
  if (step === "suspended") return state.refusal ?? "refused";
  if (step !== "connection") return step;
  const words = state.errors.form ?? "";
  if (/Nobody can sign in through/.test(words)) return "connection-disabled";
  return /exists already/.test(words) ? "connection-unlinked" : words;
}

const AFTER_PROVIDER = new Set(["connection", "connection-links"]);
const ON_THE_PAGES: Record<string, string> = {
  suspended: "user-suspended",
  "organizations-suspended": "organizations-suspended",
  "choose-organization": "organization",
};

describe.each(KINDS)("the panel says what the pages do for a user who %s", (kind) => {
  test.each(PLACES)("with organizations: %s", async (place) => {
    const world = await setUpConnection();
    const { environment, connection, issuer } = world;
    const environmentId = environment.id;
    const second = await createOrganizationRow({ environmentId });
    const closed = await createOrganizationRow({ environmentId, suspendedAt: new Date() });
    const own = environment.organizationId;
    const organizationIds = { open: [own], suspended: [closed.id], two: [own, second.id] }[place];
    const ctx = await contextFor({ role: "support", environment });
    const disagreements: string[] = [];
    let seen = 0;
    for (const status of STATUSES) {
      for (const isEnabled of kind === "came through it" ? BOTH : [true]) {
        for (const [isLinking, isVerified] of LINKS) {
          const state = JSON.stringify({ status, isEnabled, isLinking, isVerified });
          const sub = `sub-${seen}`;
          const email = `ana-${seen}@harbour.example`;
          const base = { environmentId, organizationIds, status };
          const user =
            kind === "came through it"
              ? await createEnterpriseUserRow({
                  ...{ ...base, connectionId: connection.id, subject: sub, value: email },
                })
              : await createUserRow({ ...base, email, isVerified, password: TEST_PASSWORD });
          await db.connection.update({
            where: { id: connection.id },
            data: { isEnabled: true, isLinking },
          });
          const begun = await submitIdentifier(await createTestFlow({ environment }), testRequest(), {
            identifier: email,
          });
          await db.connection.update({ where: { id: connection.id }, data: { isEnabled } });
          const explained = await explainSignIn(ctx, { userId: user.id });
          const first = explained.findings.find((code) => !AFTER_PROVIDER.has(code));
          issuer.person = { ...ANA, sub, email };
          const { flow, url } = await startConnection(begun, testRequest(), { isLoginWanted: false });
          const done = whatThePagesSay(url ? await world.finish(flow, issuer.visit(url)) : flow);
          const said = first ? (ON_THE_PAGES[first] ?? first) : "finished";
          if (said !== done) disagreements.push(`${state}: ${said} but ${done}`);
          seen += 1;
        }
      }
    }
    expect(disagreements).toEqual([]);
    expect(seen).toBe(kind === "came through it" ? 16 : 8);
  });
});

test("the panel names the connection, and no passkey gets past it", async () => {
  const world = await setUpConnection();
  const { environment, connection } = world;
  const environmentId = environment.id;
  const known = { environmentId, connectionId: connection.id, subject: "1", value: ANA.email };
  const { id: userId } = await createEnterpriseUserRow(known);
  await db.environment.update({
    where: { id: environmentId },
    data: { mfaRequirement: "optional", mfaMethods: ["passkey"] },
  });
  await db.mfaFactor.create({
    data: { id: newId(), environmentId, userId, method: "passkey", slot: userId },
  });
  const ctx = await contextFor({ role: "support", environment });
  expect(await explainSignIn(ctx, { userId })).toMatchObject({
    canSignIn: true,
    canUsePasskey: false,
    findings: ["connection", "mfa-challenge"],
    connection: { id: connection.id, name: connection.name },
  });
  await db.connection.update({ where: { id: connection.id }, data: { isEnabled: false } });
  expect(await explainSignIn(ctx, { userId })).toMatchObject({
    canSignIn: false,
    findings: ["connection-disabled", "mfa-challenge"],
  });
});
