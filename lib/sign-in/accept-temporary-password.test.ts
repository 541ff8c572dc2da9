import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { resetPassword } from "@/lib/users/reset-password";
import { setTemporaryPassword } from "@/lib/users/set-temporary-password";
import { contextFor, createUserRow } from "@/prisma/factories";
import type { Flow } from "./find-flow";
import { canShowStep, nextStep } from "./next-step";
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

const TEMPORARY = "violet harbour 42";
const NEW_PASSWORD = "harbour violet lantern";

async function setUp(options: Partial<Parameters<typeof createUserRow>[0]> = {}) {
  const first = await createTestFlow();
  const { environment } = first;
  const user = await createUserRow({ environmentId: environment.id, password: TEST_PASSWORD, ...options });
  const ctx = await contextFor({ role: "support", environment });
  const identifier = user.email ?? user.username ?? "";
  const begin = async () =>
    submitIdentifier(
      await createTestFlow({ environment: { ...environment, organizationId: "" } }),
      testRequest(),
      {
        identifier,
      },
    );
  const signIn = async (password: string, flow?: Flow) =>
    verifyPassword(flow ?? (await begin()), testRequest(), { password });
  const giveTemporary = (hours: "" | "1" = "") =>
    setTemporaryPassword(ctx, { userId: user.id, password: TEMPORARY, hours });
  return { environment, user, ctx, begin, signIn, giveTemporary };
}

describe("a temporary password", () => {
  test("opens one sign-in, with a new password at once that must be another", async () => {
    const { environment, user, signIn, giveTemporary } = await setUp();
    await giveTemporary("1");
    expect(nextStep((await signIn(TEST_PASSWORD)).state)).toBe("password");
    const open = await signIn(TEMPORARY);
    expect(nextStep(open.state)).toBe("new-password");
    const same = await setNewPassword(open, testRequest(), { password: TEMPORARY });
    expect(same.state.errors.password).toMatch(/other than the one before/);

    const done = await setNewPassword(open, testRequest(), { password: NEW_PASSWORD });

    expect(nextStep(done.state)).toBe("finished");
    expect(nextStep((await readTestFlow(environment.key, open.id)).state)).toBe("finished");
    expect((await signIn(TEMPORARY)).state.errors.password).toMatch(/does not match/);
    expect(nextStep((await signIn(NEW_PASSWORD)).state)).toBe("finished");
    expect(await db.user.findUnique({ where: { id: user.id } })).toMatchObject({
      newPasswordRequiredAt: null,
    });
    expect((await eventTypes(environment.id)).filter((type) => type.startsWith("user."))).toEqual([
      "user.temporary_password_set",
      "user.temporary_password_used",
      "user.password_set",
    ]);
  });

  test("works once, even when sent from many browsers at once", async () => {
    const { signIn, giveTemporary } = await setUp();
    await giveTemporary();
    const results = await Promise.all(Array.from({ length: 4 }, () => signIn(TEMPORARY)));
    expect(results.filter((flow) => nextStep(flow.state) === "new-password")).toHaveLength(1);
    expect((await signIn(TEMPORARY)).state.errors.password).toMatch(/does not work any more/);
  });

  test("does not work once it has expired", async () => {
    const { user, signIn, giveTemporary } = await setUp();
    await giveTemporary("1");
    await db.password.update({
      where: { userId: user.id },
      data: { temporaryExpiresAt: new Date(Date.now() - 1000) },
    });
    expect((await signIn(TEMPORARY)).state.errors.password).toMatch(/does not work any more/);
  });

  test("going back in the flow does not get around the new password", async () => {
    const { environment, begin, signIn, giveTemporary } = await setUp();
    await giveTemporary();
    const open = await signIn(TEMPORARY, await begin());
    for (const step of ["password", "code", "finished"] as const) {
      expect(canShowStep(open.state, step)).toBe(false);
    }
    // The password form sent again, the code form sent without a code, another identifier and back.
    const again = await signIn(TEMPORARY, open);
    expect(nextStep((await readTestFlow(environment.key, again.id)).state)).toBe("new-password");
    const coded = await verifyCode(open, testRequest(), { code: "000000" });
    expect(nextStep(coded.state)).toBe("new-password");
    const locked = {
      ...open,
      state: { ...open.state, lockedUntil: new Date(Date.now() + 9e4).toISOString() },
    };
    expect(nextStep((await verifyCode(locked, testRequest(), { code: "000000" })).state)).toBe("locked");
    const back = await submitIdentifier(open, testRequest(), { identifier: open.state.identifier ?? "" });
    expect(nextStep(back.state)).toBe("password");
    expect(nextStep((await signIn(TEMPORARY, back)).state)).toBe("password");
    expect(await eventTypes(environment.id)).not.toContain("authentication.succeeded");
  });

  test("a deed of an admin ends the page where the new password is chosen", async () => {
    const { environment, signIn, giveTemporary, ctx, user } = await setUp();
    await giveTemporary();
    const open = await signIn(TEMPORARY);
    await resetPassword(ctx, { userId: user.id, reason: "" });
    const refused = await setNewPassword(open, testRequest(), { password: NEW_PASSWORD });
    expect(nextStep(refused.state)).toBe("sign-in");
    expect(refused.state.errors.form).toMatch(/changed in the meantime/);
    expect(await eventTypes(environment.id)).not.toContain("user.password_set");
  });

  test("a suspended user keeps it unused", async () => {
    const { user, signIn, giveTemporary } = await setUp();
    await giveTemporary();
    await db.user.update({ where: { id: user.id }, data: { status: "suspended" } });
    expect(nextStep((await signIn(TEMPORARY)).state)).toBe("suspended");
    expect(await db.password.findUnique({ where: { userId: user.id } })).toMatchObject({
      temporaryUsedAt: null,
    });
  });
});

describe("after a reset", () => {
  test("the old password leads to a code by mail, and then to a new one", async () => {
    const { user, ctx, signIn } = await setUp();
    await resetPassword(ctx, { userId: user.id, reason: "" });
    expect(nextStep((await signIn("not the password")).state)).toBe("password");
    const waiting = await signIn(TEST_PASSWORD);
    expect(nextStep(waiting.state)).toBe("code");
    const code = (await newestCode(user.email ?? "")) ?? "";
    const open = await verifyCode(waiting, testRequest(), { code });
    expect(nextStep(open.state)).toBe("new-password");
    const same = await setNewPassword(open, testRequest(), { password: TEST_PASSWORD });
    expect(same.state.errors.password).toMatch(/other than the one before/);
    expect(nextStep((await setNewPassword(open, testRequest(), { password: NEW_PASSWORD })).state)).toBe(
      "finished",
    );
    expect(nextStep((await signIn(NEW_PASSWORD)).state)).toBe("finished");
  });

  test("a sign-in that was under way with the old password does not end well", async () => {
    const { environment, user, ctx, signIn } = await setUp({ isVerified: false });
    const waiting = await signIn(TEST_PASSWORD);
    expect(nextStep(waiting.state)).toBe("code");
    const code = (await newestCode(user.email ?? "")) ?? "";
    await db.identity.updateMany({ where: { userId: user.id }, data: { verifiedAt: new Date() } });
    await resetPassword(ctx, { userId: user.id, reason: "" });
    expect(nextStep((await verifyCode(waiting, testRequest(), { code })).state)).not.toBe("finished");
    expect(await eventTypes(environment.id)).not.toContain("authentication.succeeded");
  });
});
