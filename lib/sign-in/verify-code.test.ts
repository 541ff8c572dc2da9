import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { createUserRow } from "@/prisma/factories";
import { nextStep } from "./next-step";
import { resendCode } from "./resend-code";
import { signUp } from "./sign-up";
import { submitIdentifier } from "./submit-identifier";
import { createTestFlow, eventTypes, newestCode, TEST_PASSWORD, testRequest } from "./test-flow";
import { verifyCode } from "./verify-code";
import { verifyPassword } from "./verify-password";

const person = { firstName: "Ada", lastName: "Byron", password: TEST_PASSWORD };
let count = 0;
const newEmail = () => `ada-${++count}@example.com`;

async function signedUp(email = newEmail()) {
  const flow = await signUp(await createTestFlow({ intent: "sign-up" }), testRequest(), { ...person, email });
  return { email, flow, code: await newestCode(email) };
}

const otherCode = (code: string | null) => ({ code: code === "000000" ? "000001" : "000000" });

describe("sign-up", () => {
  test("makes the account once the address is proven, and signs in", async () => {
    const { email, flow, code } = await signedUp();
    expect(nextStep(flow.state)).toBe("code");
    expect(await db.user.count({ where: { environmentId: flow.environment.id } })).toBe(0);

    const after = await verifyCode(flow, testRequest(), { code: code ?? "" });

    expect(nextStep(after.state)).toBe("finished");
    const user = await db.user.findUniqueOrThrow({
      where: { id: after.userId ?? "" },
      include: { identities: true, memberships: true },
    });
    expect(user).toMatchObject({ firstName: "Ada", email, lastSignInAt: expect.any(Date) });
    expect(user.identities[0]?.verifiedAt).toBeInstanceOf(Date);
    expect(user.memberships).toHaveLength(1);
    expect(await eventTypes(flow.environment.id)).toEqual([
      "user.signed_up",
      "identity.verified",
      "authentication.succeeded",
    ]);
  });

  test("an address that has an account gets the same answer, and its owner a mail", async () => {
    const { flow: fresh } = await signedUp();
    const flow = await createTestFlow({ intent: "sign-up" });
    const email = newEmail();
    await createUserRow({ environmentId: flow.environment.id, email, password: TEST_PASSWORD });
    const taken = await signUp(flow, testRequest(), { ...person, email });
    expect(nextStep(taken.state)).toBe("code");
    expect(Object.keys(taken.state).sort()).toEqual(Object.keys(fresh.state).sort());
    expect(taken.state.errors).toEqual({});
    const message = await db.outboxMessage.findFirstOrThrow({ where: { recipient: email } });
    expect(message.subject).toMatch(/already have an account/);
    expect(await newestCode(email)).toBeNull();
    const [ofTaken, ofFresh] = await Promise.all([
      verifyCode(taken, testRequest(), { code: "123456" }),
      verifyCode(fresh, testRequest(), otherCode("000000")),
    ]);
    expect(ofTaken.state.errors).toEqual(ofFresh.state.errors);
  });

  test("is refused where it is off, and with a password that is easy to guess", async () => {
    const flow = await createTestFlow({ intent: "sign-up" });
    const weak = await signUp(flow, testRequest(), { ...person, password: "adabyron1", email: newEmail() });
    expect(nextStep(weak.state)).toBe("sign-up");
    expect(weak.state.errors.password).toBeDefined();
    expect(JSON.stringify(weak.state)).not.toContain("adabyron1");
    const closed = { ...flow, rules: { ...flow.rules, isSelfSignUpAllowed: false } };
    await expect(signUp(closed, testRequest(), { ...person, email: newEmail() })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("of two who prove the same address at once, one gets the account", async () => {
    const first = await createTestFlow({ intent: "sign-up" });
    const { id, key, name } = first.environment;
    const environment = { id, key, name, organizationId: "" };
    const email = newEmail();
    const sent = [];
    for (const flow of [first, await createTestFlow({ environment, intent: "sign-up" })]) {
      sent.push({
        flow: await signUp(flow, testRequest(), { ...person, email }),
        code: await newestCode(email),
      });
    }
    const results = await Promise.allSettled(
      sent.map(({ flow, code }) => verifyCode(flow, testRequest(), { code: code ?? "" })),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await db.user.count({ where: { environmentId: first.environment.id } })).toBe(1);
  });
});

describe("verifyCode", () => {
  test("a code works once, even when sent many times at once", async () => {
    const { flow, code } = await signedUp();
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => verifyCode(flow, testRequest(), { code: code ?? "" })),
    );
    const done = results.filter((result) => result.status === "fulfilled" && result.value.userId !== null);
    expect(done).toHaveLength(1);
    expect(await db.user.count({ where: { environmentId: flow.environment.id } })).toBe(1);
  });

  test("50 wrong codes at once: at most 5 are compared, then the right one fails too", async () => {
    const { flow, code } = await signedUp();
    await Promise.all(Array.from({ length: 50 }, () => verifyCode(flow, testRequest(), otherCode(code))));
    const types = await eventTypes(flow.environment.id);
    expect(types.filter((type) => type === "authentication.failed")).toHaveLength(5);
    await db.lockout.deleteMany({});
    const after = await verifyCode(flow, testRequest(), { code: code ?? "" });
    expect(after.state.errors.code).toMatch(/does not work any more/);
  });

  test("only the newest code works, and its own flow's alone", async () => {
    const { email, flow, code: old } = await signedUp();
    const resent = await resendCode(flow, testRequest());
    const code = await newestCode(email);
    const other = await signedUp();
    expect((await verifyCode(other.flow, testRequest(), { code: code ?? "" })).userId).toBeNull();
    if (old !== code)
      expect((await verifyCode(resent, testRequest(), { code: old ?? "" })).userId).toBeNull();
    expect((await verifyCode(resent, testRequest(), { code: code ?? "" })).userId).not.toBeNull();
  });

  test("sending is limited", async () => {
    const { email, flow } = await signedUp();
    let last = flow;
    for (let sent = 1; sent < 7; sent++) last = await resendCode(last, testRequest());
    expect(last.state.errors.form).toMatch(/Several codes/);
    expect(await db.outboxMessage.count({ where: { recipient: email } })).toBe(5);
  });
});

test("an address that was taken from the account meanwhile proves nothing", async () => {
  const begun = await createTestFlow();
  const email = newEmail();
  const user = await createUserRow({
    environmentId: begun.environment.id,
    ...{ email, password: TEST_PASSWORD, isVerified: false },
  });
  const named = await submitIdentifier(begun, testRequest(), { identifier: email });
  const flow = await verifyPassword(named, testRequest(), { password: TEST_PASSWORD });
  expect(nextStep(flow.state)).toBe("code");
  const code = (await newestCode(email)) ?? "";
  await db.identity.deleteMany({ where: { userId: user.id } });
  const after = await verifyCode(flow, testRequest(), { code });
  expect(nextStep(after.state)).toBe("code");
  expect(await eventTypes(begun.environment.id)).not.toContain("authentication.succeeded");
});
