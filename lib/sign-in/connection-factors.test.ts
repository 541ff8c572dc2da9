import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { TestPasskey } from "@/lib/mfa/test-passkey";
import { amrOf } from "./amr-of";
import { chooseMfaMethod } from "./choose-mfa-method";
import { nextStep } from "./next-step";
import { signInWithPasskey, startPasskey } from "./sign-in-with-passkey";
import { ANA, isIn, saidBy, setUpConnection } from "./test-connection";
import { createTestFlow, newestCode, testRequest } from "./test-flow";
import { sendMfa } from "./test-mfa";
import { verifyPasskey } from "./verify-passkey";

test("a second factor by email goes to the address that the provider has proven, and to no other", async () => {
  const { issuer, signIn } = await setUpConnection(
    {},
    { mfaRequirement: "yes", mfaMethods: ["email"], isMfaRecoveryEnabled: false },
  );
  const asked = await signIn();
  expect(nextStep(asked.state)).toBe("mfa");
  const sent = await chooseMfaMethod(asked, testRequest(), { method: "email" });
  const done = await sendMfa(sent, (await newestCode(ANA.email)) ?? "");
  expect(isIn(done)).toBe(true);
  expect(amrOf(done.state)).toEqual(["fed", "otp", "mfa"]);

  issuer.person = { ...ANA, sub: "another", email: "ben@elsewhere.example" };
  const unproven = await chooseMfaMethod(await signIn(), testRequest(), { method: "email" });
  expect(saidBy(unproven)).toMatch(/no confirmed email/);
  expect(await newestCode("ben@elsewhere.example")).toBeNull();
});

test("a passkey that was set up as second factor is no way past the provider", async () => {
  const { environment, environmentId, signIn } = await setUpConnection(
    {},
    { mfaRequirement: "yes", mfaMethods: ["passkey"], isMfaRecoveryEnabled: false },
  );
  const passkey = new TestPasskey();
  const asked = await chooseMfaMethod(await signIn(), testRequest(), { method: "passkey" });
  const answer = passkey.register(asked.state.passkeyOptions ?? "", { counter: 1 });
  expect(isIn(await verifyPasskey(asked, testRequest(), { answer }))).toBe(true);
  const { signInCount } = await db.identity.findFirstOrThrow({ where: { environmentId } });

  const begun = await startPasskey(await createTestFlow({ environment }));
  const proof = passkey.assert(begun.state.passkeyOptions ?? "", { counter: 2 });
  const refused = await signInWithPasskey(begun, testRequest(), { answer: proof });
  expect(isIn(refused)).toBe(false);
  expect(saidBy(refused)).toMatch(/signs in through Harbour SSO/);
  expect(await db.identity.findFirst({ where: { environmentId } })).toMatchObject({ signInCount });
});
