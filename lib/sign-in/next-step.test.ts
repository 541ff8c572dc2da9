import { describe, expect, test } from "vitest";
import { canShowStep, nextStep } from "./next-step";

const now = new Date("2030-01-01T12:00:00Z");
const before = "2030-01-01T11:59:59Z";
const after = "2030-01-01T12:00:01Z";
const typed = { intent: "sign-in", identifier: "ada@example.com" } as const;
const right = { ...typed, isPasswordRight: true } as const;
const suspended = { refusal: "user-suspended" } as const;
const recovering = { ...typed, intent: "recover" } as const;
const proven = { ...recovering, isRecoverySent: true, isRecoveryProven: true } as const;
const joining = { intent: "sign-up" } as const;

describe("nextStep", () => {
  test.each([
    ["nothing known", { intent: "sign-in" } as const, "sign-in"],
    ["identifier typed", typed, "password"],
    ["password right, not judged yet", right, "password"],
    ["password right and completed", { ...right, isCompleted: true }, "finished"],
    ["completion counts only with the proof", { ...typed, isCompleted: true }, "password"],
    ["a step is left", { ...right, need: "mfa" } as const, "mfa"],
    ["a step is left, refused meanwhile", { ...right, need: "mfa", ...suspended } as const, "suspended"],
    ["password right, suspended", { ...right, ...suspended }, "suspended"],
    ["suspended counts only after the password", { ...typed, ...suspended }, "password"],
    ["address unproven", { ...right, isCodeNeeded: true }, "code"],
    [
      "a code cannot stand in for the password",
      { ...typed, isCodeNeeded: true, isCodeRight: true },
      "password",
    ],
    ["address proven", { ...right, isCodeNeeded: true, isCodeRight: true, isCompleted: true }, "finished"],
    ["suspended and unproven", { ...right, ...suspended, isCodeNeeded: true }, "suspended"],
    ["locked", { ...typed, lockedUntil: after }, "locked"],
    ["the lock is over", { ...typed, lockedUntil: before }, "password"],
    ["joining", joining, "sign-up"],
    ["joining, form sent", { ...joining, sealedSignUp: "x" }, "code"],
    ["joining, code without a form", { ...joining, isCodeRight: true }, "sign-up"],
    ["joining, proven, no account yet", { ...joining, sealedSignUp: "x", isCodeRight: true }, "code"],
    ["joining, locked", { ...joining, sealedSignUp: "x", lockedUntil: after }, "locked"],
    ["temporary password right", { ...right, isNewPasswordNeeded: true }, "new-password"],
    ["a new password is not asked of a stranger", { ...typed, isNewPasswordNeeded: true }, "password"],
    ["temporary and suspended", { ...right, isNewPasswordNeeded: true, ...suspended }, "suspended"],
    [
      "no code stands in for the new password",
      { ...right, isNewPasswordNeeded: true, isCodeNeeded: true, isCodeRight: true },
      "new-password",
    ],
    ["recovering", recovering, "forgot-password"],
    ["recovering, code sent", { ...recovering, isRecoverySent: true }, "code"],
    ["recovering, proven", proven, "new-password"],
    ["recovering, suspended counts only when proven", { ...recovering, ...suspended }, "forgot-password"],
    ["recovering, proven and suspended", { ...proven, ...suspended }, "suspended"],
    ["recovering, locked", { ...proven, lockedUntil: after }, "locked"],
    [
      "no other proof ends a recovery without a new password",
      { ...proven, isPasswordRight: true, isCodeNeeded: true, isCodeRight: true, sealedSignUp: "x" },
      "new-password",
    ],
    ["a recovery proves nothing to a sign-in", { ...proven, intent: "sign-in" } as const, "password"],
  ])("%s", (_, flow, step) => {
    expect(nextStep(flow, now)).toBe(step);
  });
});

describe("canShowStep", () => {
  test("one may go back to the forms until the end is reached", () => {
    expect(canShowStep(typed, "sign-in", now)).toBe(true);
    expect(canShowStep(typed, "code", now)).toBe(false);
    expect(canShowStep({ ...typed, lockedUntil: after }, "password", now)).toBe(false);
    expect(canShowStep({ ...typed, lockedUntil: after }, "forgot-password", now)).toBe(true);
    expect(canShowStep(recovering, "new-password", now)).toBe(false);
    const done = { ...right, isCompleted: true };
    expect(canShowStep(done, "forgot-password", now)).toBe(false);
    expect(canShowStep(done, "sign-in", now)).toBe(false);
    expect(canShowStep({ ...right, ...suspended }, "sign-in", now)).toBe(true);
  });
});
