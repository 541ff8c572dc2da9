import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { TestPasskey } from "@/lib/mfa/test-passkey";
import { amrOf } from "./amr-of";
import { chooseMfaMethod } from "./choose-mfa-method";
import type { Flow } from "./find-flow";
import { nextStep } from "./next-step";
import { signInWithPasskey, startPasskey } from "./sign-in-with-passkey";
import { createTestFlow, eventTypes, testRequest } from "./test-flow";
import { setUpMfa } from "./test-mfa";
import { verifyPasskey } from "./verify-passkey";

const choose = (flow: Flow) => chooseMfaMethod(flow, testRequest(), { method: "passkey" });
const optionsOf = (flow: Flow) => flow.state.passkeyOptions ?? "";
const send = (flow: Flow, answer: string) => verifyPasskey(flow, testRequest(), { answer });

async function withPasskey() {
  const set = await setUpMfa({ methods: ["passkey"] });
  const passkey = new TestPasskey();
  const asked = await choose(await set.enterPassword());
  const enrolled = await send(asked, passkey.register(optionsOf(asked), { counter: 1 }));
  const begin = async () => startPasskey(await createTestFlow({ environment: set.environment }));
  const enter = (flow: Flow, answer: string) => signInWithPasskey(flow, testRequest(), { answer });
  return { ...set, passkey, enrolled, begin, enter };
}

describe("a passkey as the second factor", () => {
  test("is set up, then proven; an answer works for its own challenge only", async () => {
    const { environment, user, enterPassword, passkey, enrolled } = await withPasskey();
    expect(nextStep(enrolled.state)).toBe("finished");
    const asked = await choose(await enterPassword());
    const answer = passkey.assert(optionsOf(asked), { counter: 2 });
    const elsewhere = await choose(await enterPassword());
    expect((await send(elsewhere, answer)).state.errors.form).toMatch(/not accepted/);
    const done = await send(asked, answer);
    expect(nextStep(done.state)).toBe("finished");
    expect(amrOf(done.state)).toEqual(["pwd", "pop", "mfa"]);
    expect(await db.mfaFactor.findFirst({ where: { userId: user.id } })).toMatchObject({ counter: 2n });
    expect(await eventTypes(environment.id)).toContain("user.mfa_enrolled");
  });

  test("another device's, another site's, an unverified user's, a copy's and odd answers are refused", async () => {
    const { enterPassword, passkey } = await withPasskey();
    const answers: ((options: string) => string)[] = [
      (options) => new TestPasskey().assert(options, { counter: 9 }),
      (options) => passkey.assert(options, { counter: 9, origin: "https://evil.example" }),
      (options) => passkey.assert(options, { counter: 9, isVerified: false }),
      (options) => passkey.assert(options, { counter: 1 }),
      (options) => passkey.register(options, { counter: 9 }),
      () => "{}",
      () => "nonsense",
    ];
    for (const answer of answers) {
      const asked = await choose(await enterPassword());
      expect(nextStep((await send(asked, answer(optionsOf(asked)))).state)).toBe("mfa");
    }
  });

  test("an answer that is sent many times at once opens one sign-in", async () => {
    const { enterPassword, passkey, environment } = await withPasskey();
    const asked = await choose(await enterPassword());
    const answer = passkey.assert(optionsOf(asked), { counter: 5 });
    const before = (await eventTypes(environment.id)).filter((type) => type === "authentication.succeeded");
    await Promise.all([1, 2, 3].map(() => send(asked, answer)));
    const after = (await eventTypes(environment.id)).filter((type) => type === "authentication.succeeded");
    expect(after.length - before.length).toBe(1);
  });
});

describe("a passkey as the way in", () => {
  test("signs in without a name or password, and counts as the second factor", async () => {
    const { begin, enter, passkey, user } = await withPasskey();
    const flow = await begin();
    const done = await enter(flow, passkey.assert(optionsOf(flow), { counter: 2 }));
    expect(nextStep(done.state)).toBe("finished");
    expect(done.userId).toBe(user.id);
    expect(amrOf(done.state)).toEqual(["pop", "mfa"]);
  });

  test("is not that of another environment, nor where passkeys are not offered any more", async () => {
    const one = await withPasskey();
    const other = await withPasskey();
    const flow = await other.begin();
    const refused = await other.enter(flow, one.passkey.assert(optionsOf(flow), { counter: 2 }));
    expect(refused.state.errors.form).toMatch(/not known here/);
    const begun = await one.begin();
    const answer = one.passkey.assert(optionsOf(begun), { counter: 2 });
    await db.environment.update({ where: { id: one.environment.id }, data: { mfaMethods: ["email"] } });
    const late = await one.enter({ ...begun, rules: { ...begun.rules, isPasskeyOffered: false } }, answer);
    expect(nextStep(late.state)).toBe("sign-in");
    expect(optionsOf(await one.begin())).toBe("");
  });

  test("opens nothing for a suspended user, nor around a reset password", async () => {
    const { begin, enter, passkey, user } = await withPasskey();
    const where = { id: user.id };
    await db.user.update({ where, data: { newPasswordRequiredAt: new Date() } });
    const first = await begin();
    const told = await enter(first, passkey.assert(optionsOf(first), { counter: 2 }));
    expect(told.state.errors.form).toMatch(/Your password was reset/);
    await db.user.update({ where, data: { newPasswordRequiredAt: null, status: "suspended" } });
    const second = await begin();
    const refused = await enter(second, passkey.assert(optionsOf(second), { counter: 3 }));
    expect(nextStep(refused.state)).toBe("suspended");
    await db.mfaFactor.deleteMany({ where: { userId: user.id } });
    const third = await begin();
    const gone = await enter(third, passkey.assert(optionsOf(third), { counter: 4 }));
    expect(gone.state.errors.form).toMatch(/not known here/);
  });
});
