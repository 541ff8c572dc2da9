import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { createUserRow, type NewUser } from "@/prisma/factories";
import { nextStep } from "./next-step";
import { submitIdentifier } from "./submit-identifier";
import { createTestFlow, eventTypes, newestCode, TEST_PASSWORD, testRequest } from "./test-flow";

async function nameResetUser(isEnumerationProtected: boolean, person: Partial<NewUser> = {}) {
  const flow = await createTestFlow({ isEnumerationProtected });
  const environmentId = flow.environment.id;
  const user = await createUserRow({ environmentId, password: TEST_PASSWORD, username: "kiri", ...person });
  await db.user.update({ where: { id: user.id }, data: { newPasswordRequiredAt: new Date() } });
  const name = (identifier: string) => submitIdentifier(flow, testRequest(), { identifier });
  return { user, name, environmentId, email: user.email ?? "" };
}

describe("submitIdentifier", () => {
  test("a name whose password was reset leads to the code, where names may tell", async () => {
    const { name, email, environmentId } = await nameResetUser(false);
    for (const identifier of [email, "KIRI"]) {
      const { state } = await name(identifier);
      expect([nextStep(state), state.intent]).toEqual(["code", "recover"]);
      expect(state.notice).toContain("Your password was reset.");
      expect(await newestCode(email)).toMatch(/^\d{6}$/);
    }
    expect(await eventTypes(environmentId)).toEqual(Array(2).fill("user.password_reset_requested"));
  });

  test("where they may not, it is asked for a password as every name is, and nothing is sent", async () => {
    const { name, email, environmentId } = await nameResetUser(true);
    const { state } = await name(email);
    const { state: strangers } = await name("nobody@example.com");
    expect(nextStep(state)).toBe("password");
    expect({ ...state, identifier: "", values: {} }).toEqual({ ...strangers, identifier: "", values: {} });
    expect(await db.outboxMessage.count({ where: { environmentId } })).toBe(0);
  });

  test("a suspended user and one with a temporary password are asked for it", async () => {
    const suspended = await nameResetUser(false, { status: "suspended" });
    expect(nextStep((await suspended.name(suspended.email)).state)).toBe("password");
    const { name, email, user } = await nameResetUser(false);
    await db.password.update({ where: { userId: user.id }, data: { isTemporary: true } });
    expect(nextStep((await name(email)).state)).toBe("password");
  });

  test("an unknown name is said to be one, where names may tell", async () => {
    const { name } = await nameResetUser(false);
    const { state } = await name("nobody@example.com");
    expect(nextStep(state)).toBe("sign-in");
    expect(state.errors.identifier).toMatch(/^No account goes by this name/);
  });
});
