import { describe, expect, test } from "vitest";
import { judgeAccount, judgeSignIn } from "./sign-in-rules";

const account = {
  isLocked: false,
  isActive: true,
  isNewPasswordRequired: false,
  isTemporary: false,
  isUnprovenEmail: false,
};
const facts = { isActive: true, hasOrganization: true, hasOpenOrganization: true };

describe("judgeAccount", () => {
  test.each([
    ["nothing special", {}, "open"],
    ["locked, whatever else", { isLocked: true, isActive: false, isNewPasswordRequired: true }, "locked"],
    ["suspended before its password", { isActive: false, isNewPasswordRequired: true }, "suspended"],
    ["reset", { isNewPasswordRequired: true }, "password-reset"],
    ["temporary", { isNewPasswordRequired: true, isTemporary: true }, "temporary-password"],
    ["reset before the address", { isNewPasswordRequired: true, isUnprovenEmail: true }, "password-reset"],
    ["unproven address", { isUnprovenEmail: true }, "prove-address"],
    ["a temporary password that was replaced", { isTemporary: true }, "open"],
  ] as const)("%s", (_, change, verdict) => {
    expect(judgeAccount({ ...account, ...change })).toBe(verdict);
  });
});

describe("judgeSignIn", () => {
  test.each([
    ["a member of an open organization", {}, { kind: "allowed" }],
    ["suspended", { isActive: false }, { kind: "refused", refusal: "user-suspended" }],
    [
      "suspended organizations alone",
      { hasOpenOrganization: false },
      { kind: "refused", refusal: "organizations-suspended" },
    ],
    ["no organization at all", { hasOrganization: false, hasOpenOrganization: false }, { kind: "allowed" }],
  ] as const)("%s", (_, change, verdict) => {
    expect(judgeSignIn({ ...facts, ...change })).toEqual(verdict);
  });
});
