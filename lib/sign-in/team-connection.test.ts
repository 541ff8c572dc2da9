import { expect, test } from "vitest";
import { listConnectionButtons } from "@/lib/connections/find-connections";
import { db } from "@/lib/core/db";
import { createConnectionRow } from "@/prisma/create-connection-row";
import { contextFor, createStaff, createTeam, createTestEnvironment } from "@/prisma/factories";
import { explainSignIn } from "./explain-sign-in";
import { nextStep } from "./next-step";
import { requestPasswordReset } from "./request-password-reset";
import { signUp } from "./sign-up";
import { submitIdentifier } from "./submit-identifier";
import { createTestFlow, TEST_PASSWORD, testRequest } from "./test-flow";
import { verifyPassword } from "./verify-password";

const DOMAIN = "company.example";

/** A connection with the company's own domain, whose provider does not answer, and who works there. */
async function setUp() {
  const team = await createTeam();
  await db.connection.deleteMany({ where: { environmentId: team.id } });
  const connection = await createConnectionRow({ environmentId: team.id, emailDomains: [DOMAIN] });
  return { team, connection };
}

const addressOf = (name: string) => `${name}-${crypto.randomUUID()}@${DOMAIN}`;

test("an owner whose address is of the connection's domain signs in with the password", async () => {
  const { team } = await setUp();
  const owner = await createStaff({ role: "owner", email: addressOf("mele"), password: TEST_PASSWORD });
  const named = await submitIdentifier(await createTestFlow({ environment: team }), testRequest(), {
    identifier: owner.email,
  });
  expect(nextStep(named.state)).toBe("password");
  const done = await verifyPassword(named, testRequest(), { password: TEST_PASSWORD });
  expect(nextStep(done.state)).toBe("finished");
  const ctx = await contextFor({ role: "owner", environment: team });
  const explained = await explainSignIn(ctx, { userId: owner.id });
  expect(explained).toMatchObject({ canSignIn: true, connection: null });
});

test("who forgot it gets a code, and sign-up is not sent elsewhere", async () => {
  const { team } = await setUp();
  const owner = await createStaff({ role: "owner", email: addressOf("ana"), password: TEST_PASSWORD });
  const begun = await createTestFlow({ environment: team });
  const sent = await requestPasswordReset(begun, testRequest(), { identifier: owner.email });
  expect(nextStep(sent.state)).toBe("code");
  const { isSelfSignUpAllowed } = await db.environment.update({
    where: { id: team.id },
    data: { isSelfSignUpAllowed: true },
  });
  expect(isSelfSignUpAllowed).toBe(true);
  const flow = await createTestFlow({ environment: team, intent: "sign-up" });
  const person = { firstName: "Ben", lastName: "Ito", email: addressOf("ben"), password: TEST_PASSWORD };
  const signed = await signUp(flow, testRequest(), person);
  expect(signed.state.errors).toEqual({});
  expect(nextStep(signed.state)).toBe("code");
});

test("its button is on the sign-in page, though elsewhere one is only shown where that is on", async () => {
  const { team, connection } = await setUp();
  expect(await listConnectionButtons(team)).toMatchObject([{ key: connection.key }]);
  await db.connection.update({ where: { id: connection.id }, data: { isEnabled: false } });
  expect(await listConnectionButtons(team)).toEqual([]);
  const other = await createTestEnvironment();
  await createConnectionRow({ environmentId: other.id, isShown: false });
  expect(await listConnectionButtons(other)).toEqual([]);
});
