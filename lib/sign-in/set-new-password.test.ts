import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { deleteIdentity } from "@/lib/users/delete-identity";
import { contextFor, createOrganizationRow, createUserRow } from "@/prisma/factories";
import { nextStep } from "./next-step";
import { requestPasswordReset } from "./request-password-reset";
import { resendCode } from "./resend-code";
import { setNewPassword } from "./set-new-password";
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

const NEW_PASSWORD = "harbour violet lantern";

async function asked(options: Partial<Parameters<typeof createUserRow>[0]> = {}) {
  const flow = await createTestFlow();
  const user = await createUserRow({
    environmentId: flow.environment.id,
    password: TEST_PASSWORD,
    ...options,
  });
  const identifier = user.email ?? user.username ?? "";
  const sent = await requestPasswordReset(flow, testRequest(), { identifier });
  return { user, flow: sent, code: (await newestCode(user.email ?? "")) ?? "" };
}

async function proven(options: Partial<Parameters<typeof createUserRow>[0]> = {}) {
  const { user, flow, code } = await asked(options);
  return { user, flow: await verifyCode(flow, testRequest(), { code }) };
}

const otherCode = (code: string) => (code === "000000" ? "000001" : "000000");

async function signInWith(
  environment: { id: string; key: string; name: string },
  email: string,
  password: string,
) {
  const flow = await createTestFlow({ environment: { ...environment, organizationId: "" } });
  return verifyPassword(await submitIdentifier(flow, testRequest(), { identifier: email }), testRequest(), {
    password,
  });
}

describe("a forgotten password", () => {
  test("code, new password, signed in; old password, sessions and lock are gone", async () => {
    const { user, flow, code } = await asked();
    expect(nextStep(flow.state)).toBe("code");
    expect(JSON.stringify(flow.state)).not.toContain(code);
    await db.lockout.create({
      data: { environmentId: flow.environment.id, subject: user.id, failedAttempts: 5 },
    });
    await db.oidcArtifact.createMany({
      data: ["Session", "RefreshToken"].map((model) => ({
        environmentId: flow.environment.id,
        model,
        id: newId(),
        payload: {},
        userId: user.id,
      })),
    });
    const open = await verifyCode(flow, testRequest(), { code });
    expect(nextStep(open.state)).toBe("new-password");

    const done = await setNewPassword(open, testRequest(), { password: NEW_PASSWORD });

    expect(nextStep(done.state)).toBe("finished");
    expect(nextStep((await readTestFlow(flow.environment.key, flow.id)).state)).toBe("finished");
    expect(await db.oidcArtifact.count({ where: { userId: user.id } })).toBe(0);
    expect(await db.lockout.count({ where: { environmentId: flow.environment.id } })).toBe(0);
    expect(await eventTypes(flow.environment.id)).toEqual([
      "user.password_reset_requested",
      "user.password_set",
      "authentication.succeeded",
    ]);
    const email = user.email ?? "";
    expect(nextStep((await signInWith(flow.environment, email, TEST_PASSWORD)).state)).toBe("password");
    expect(nextStep((await signInWith(flow.environment, email, NEW_PASSWORD)).state)).toBe("finished");
  });

  test("works for an account that never had a password, named by its username", async () => {
    const { user, flow } = await proven({ password: undefined, username: "zoe" });
    await setNewPassword(flow, testRequest(), { password: NEW_PASSWORD });
    expect(nextStep((await signInWith(flow.environment, "zoe", NEW_PASSWORD)).state)).toBe("finished");
    expect(user.username).toBe("zoe");
  });

  test("the mail says for how long its code works, also where that is one minute", async () => {
    const { user, flow } = await asked();
    for (const [codeExpiryMinutes, words] of [
      [1, "for 1 minute."],
      [10, "for 10 minutes."],
    ] as const) {
      const rules = { ...flow.rules, codeExpiryMinutes };
      await requestPasswordReset({ ...flow, rules }, testRequest(), { identifier: user.email ?? "" });
      const where = { recipient: user.email ?? "" };
      const mail = await db.outboxMessage.findFirstOrThrow({ where, orderBy: { id: "desc" } });
      expect(mail.text).toContain(words);
    }
  });

  test("answers the same to strangers, and to accounts that no mail can reach", async () => {
    const known = await asked();
    const unverified = await asked({ isVerified: false });
    const flow = await createTestFlow();
    const stranger = await requestPasswordReset(flow, testRequest(), { identifier: "nobody@example.com" });
    expect(unverified.code).toBe("");
    expect(await db.outboxMessage.count({ where: { environmentId: flow.environment.id } })).toBe(0);
    const answers = [];
    for (let sent of [known.flow, unverified.flow, stranger]) {
      const seen = [];
      for (let attempt = 1; attempt <= 6; attempt++) {
        sent = await verifyCode(sent, testRequest(), { code: otherCode(known.code) });
        seen.push([nextStep(sent.state), sent.state.lockOf, sent.state.errors]);
      }
      answers.push(seen);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(answers[0]?.at(-1)?.slice(0, 2)).toEqual(["locked", "reset-codes"]);
  });

  test("50 wrong codes at once: at most 5 are compared, and passwords still work", async () => {
    const { user, flow, code } = await asked();
    await Promise.all(
      Array.from({ length: 50 }, () => verifyCode(flow, testRequest(), { code: otherCode(code) })),
    );
    const types = await eventTypes(flow.environment.id);
    expect(types.filter((type) => type === "authentication.failed")).toHaveLength(5);
    expect(types.filter((type) => type.endsWith("locked"))).toEqual(["user.reset_codes_locked"]);
    await db.lockout.deleteMany({ where: { environmentId: flow.environment.id } });
    expect((await verifyCode(flow, testRequest(), { code })).state.errors.code).toMatch(/any more/);
    const signedIn = await signInWith(flow.environment, user.email ?? "", TEST_PASSWORD);
    expect(nextStep(signedIn.state)).toBe("finished");
  });

  test("a code works once, only the newest, and never in another flow or for another account", async () => {
    const { user, flow, code } = await asked();
    const results = await Promise.all([1, 2, 3].map(() => verifyCode(flow, testRequest(), { code })));
    expect(results.filter((result) => nextStep(result.state) === "new-password")).toHaveLength(1);

    const other = await createTestFlow({ environment: { ...flow.environment, organizationId: "" } });
    const again = await requestPasswordReset(other, testRequest(), { identifier: user.email ?? "" });
    const old = (await newestCode(user.email ?? "")) ?? "";
    const victim = await createUserRow({ environmentId: flow.environment.id });
    const swapped = await requestPasswordReset(again, testRequest(), { identifier: victim.email ?? "" });
    const newest = await newestCode(victim.email ?? "");
    if (old !== newest) {
      expect((await verifyCode(swapped, testRequest(), { code: old })).userId).toBeNull();
    }
  });

  test("sending is limited, for strangers too", async () => {
    const { user, flow } = await asked();
    let last = flow;
    for (let sent = 1; sent < 7; sent++) last = await resendCode(last, testRequest());
    expect(last.state.errors.form).toMatch(/Several codes/);
    expect(await db.outboxMessage.count({ where: { recipient: user.email ?? "" } })).toBe(5);
    const identifier = "nobody@example.com";
    let stranger = await createTestFlow();
    for (let sent = 0; sent < 7; sent++) {
      stranger = await requestPasswordReset(stranger, testRequest(), { identifier });
    }
    expect(stranger.state.errors).toEqual(last.state.errors);
  });

  test("a suspended user is told so, once the code is right", async () => {
    const { flow } = await proven({ status: "suspended" });
    expect(nextStep(flow.state)).toBe("suspended");
    expect(await setNewPassword(flow, testRequest(), { password: NEW_PASSWORD })).toBe(flow);
  });

  test("a new password does not get around suspended organizations", async () => {
    const { user, flow } = await proven();
    await db.membership.deleteMany({ where: { userId: user.id } });
    const { id } = await createOrganizationRow({
      environmentId: flow.environment.id,
      suspendedAt: new Date(),
    });
    await db.membership.create({ data: { organizationId: id, userId: user.id } });
    const refused = await setNewPassword(flow, testRequest(), { password: NEW_PASSWORD });
    expect(nextStep(refused.state)).toBe("suspended");
    expect(nextStep((await readTestFlow(flow.environment.key, flow.id)).state)).toBe("suspended");
    expect(await eventTypes(flow.environment.id)).not.toContain("authentication.succeeded");
  });

  test("a weak password, or one of the user's own names, is refused", async () => {
    const { user, flow } = await proven({ firstName: "Marguerite" });
    for (const password of ["short", "password123", "marguerite12"]) {
      const refused = await setNewPassword(flow, testRequest(), { password });
      expect(nextStep(refused.state)).toBe("new-password");
      expect(refused.state.errors.password).toBeDefined();
      expect(JSON.stringify(refused.state)).not.toContain(password === "short" ? '"short"' : password);
    }
    expect(await db.auditEvent.count({ where: { userId: user.id, type: "user.password_set" } })).toBe(0);
  });

  test("the form sent twice at once sets one password", async () => {
    const { user, flow } = await proven();
    await Promise.all(
      [NEW_PASSWORD, "another lantern window"].map((password) =>
        setNewPassword(flow, testRequest(), { password }),
      ),
    );
    expect(await db.auditEvent.count({ where: { userId: user.id, type: "user.password_set" } })).toBe(1);
  });

  test("without the code there is no new password", async () => {
    const { user, flow } = await asked();
    const forged = { ...flow, userId: user.id };
    expect(await setNewPassword(forged, testRequest(), { password: NEW_PASSWORD })).toBe(forged);
  });
});

describe("an address that an admin takes from the account while a code to it is on its way", () => {
  async function withTwoAddresses() {
    const { user, flow, code } = await asked();
    const { environment } = flow;
    const kept = `${newId()}@example.com`;
    await db.identity.create({
      data: {
        ...{ id: newId(), environmentId: environment.id, userId: user.id, type: "email" },
        ...{ value: kept, claim: kept, verifiedAt: new Date() },
      },
    });
    const admin = await contextFor({ role: "support", environment });
    const taken = await db.identity.findFirstOrThrow({ where: { userId: user.id, value: user.email ?? "" } });
    const take = () => deleteIdentity(admin, { userId: user.id, identityId: taken.id, confirmation: "" });
    return { user, flow, code, kept, take };
  }
  const hashOf = async (userId: string) => (await db.password.findUniqueOrThrow({ where: { userId } })).hash;

  test("opens nothing by that code", async () => {
    const { user, flow, code, take } = await withTwoAddresses();
    await take();
    const tried = await verifyCode(flow, testRequest(), { code });
    expect(nextStep(tried.state)).toBe("code");
    expect(tried.userId).not.toBe(user.id);
  });

  test("sets no password where the code was typed already, and the other address still does", async () => {
    const { user, flow, code, kept, take } = await withTwoAddresses();
    const typed = await verifyCode(flow, testRequest(), { code });
    expect(nextStep(typed.state)).toBe("new-password");
    await take();
    const before = await hashOf(user.id);
    const refused = await setNewPassword(typed, testRequest(), { password: NEW_PASSWORD });
    expect(nextStep(refused.state)).toBe("sign-in");
    expect(await hashOf(user.id)).toBe(before);

    const again = await requestPasswordReset(refused, testRequest(), { identifier: kept });
    const proof = await verifyCode(again, testRequest(), { code: (await newestCode(kept)) ?? "" });
    const done = await setNewPassword(proof, testRequest(), { password: NEW_PASSWORD });
    expect(nextStep(done.state)).toBe("finished");
  });
});
