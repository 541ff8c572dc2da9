import { describe, expect, test } from "vitest";
import { judgeAccount, judgeSignIn } from "./sign-in-rules";

const account = {
  isLocked: false,
  isActive: true,
  isNewPasswordRequired: false,
  isTemporary: false,
  isUnprovenEmail: false,
};
const mfa = {
  ...{ requirement: "no" as const, methods: ["authenticator" as const], isOptedOut: false },
  ...{ isRecoveryEnabled: true, recoveryCodes: 0, factors: [], enforcing: [] },
};
const required = { ...mfa, requirement: "yes" as const };
const facts = {
  ...{ isActive: true, hasOrganization: true, hasOpenOrganization: true },
  ...{ isProofVoid: false, mfa, unacceptedPolicyIds: [] },
};

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

  test.each([
    ["a second factor is asked for", { mfa: required }, {}, { kind: "needs", step: "mfa" }],
    ["and proven", { mfa: required }, { mfaProof: { scope: null } }, { kind: "allowed" }],
    [
      "proven, with recovery codes to be kept",
      { mfa: required },
      { mfaProof: { scope: null }, isMfaPageOpen: true },
      { kind: "needs", step: "mfa" },
    ],
    [
      "suspended before the second factor",
      { mfa: required, isActive: false },
      {},
      { kind: "refused", refusal: "user-suspended" },
    ],
    [
      "a policy is not accepted",
      { unacceptedPolicyIds: ["v1"] },
      {},
      { kind: "needs", step: "accept-policies" },
    ],
    [
      "the second factor before the policies",
      { mfa: required, unacceptedPolicyIds: ["v1"] },
      {},
      { kind: "needs", step: "mfa" },
    ],
    [
      "the policies after it",
      { mfa: required, unacceptedPolicyIds: ["v1"] },
      { mfaProof: { scope: null } },
      { kind: "needs", step: "accept-policies" },
    ],
    [
      "suspended organizations before policies",
      { hasOpenOrganization: false, unacceptedPolicyIds: ["v1"] },
      {},
      { kind: "refused", refusal: "organizations-suspended" },
    ],
    ["the first proof is void", { mfa: required, isProofVoid: true }, {}, { kind: "again" }],
  ] as const)("%s", (_, change, learned, verdict) => {
    expect(judgeSignIn({ ...facts, ...change }, learned)).toEqual(verdict);
  });
});
