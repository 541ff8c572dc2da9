import { describe, expect, test } from "vitest";
import { judgeMfa, type MfaFacts } from "./mfa-rules";
import { MFA_REQUIREMENTS } from "./schema";

const facts: MfaFacts = {
  requirement: "no",
  methods: ["authenticator", "email"],
  isOptedOut: false,
  isRecoveryEnabled: true,
  recoveryCodes: 0,
  factors: [],
  enforcing: [],
};
const own = { organizationId: "a", methods: ["sms" as const], roles: 0, exemptRoles: 0 };
const app = { method: "authenticator", organizationId: null } as const;
const kindOf = (change: Partial<MfaFacts>, given: Parameters<typeof judgeMfa>[1] = {}) =>
  judgeMfa({ ...facts, ...change }, given)?.kind ?? "none";

describe("judgeMfa", () => {
  // Environment × organization × roles × factor × opted out, each against the rule in one line.
  const cases = MFA_REQUIREMENTS.flatMap((requirement) =>
    [false, true].flatMap((isEnforced) =>
      (["no role", "exempt", "mixed", "not exempt"] as const).flatMap((roles) =>
        (
          ["no factor", "of the environment", "of the organization", "of a method not allowed"] as const
        ).flatMap((factor) =>
          [false, true].map((isOptedOut) => ({ requirement, isEnforced, roles, factor, isOptedOut })),
        ),
      ),
    ),
  );

  test("holds in all combinations", () => {
    const counts = { "no role": [0, 0], exempt: [2, 2], mixed: [2, 1], "not exempt": [1, 0] } as const;
    const factors = {
      "no factor": [],
      "of the environment": [app],
      "of the organization": [{ method: "sms", organizationId: "a" }],
      "of a method not allowed": [
        { method: "passkey", organizationId: null },
        { method: "passkey", organizationId: "a" },
      ],
    } as const;
    expect(cases).toHaveLength(192);
    for (const { requirement, isEnforced, roles, factor, isOptedOut } of cases) {
      const [all, exemptRoles] = counts[roles];
      const said = kindOf({
        requirement,
        isOptedOut,
        factors: [...factors[factor]],
        enforcing: isEnforced ? [{ ...own, roles: all, exemptRoles }] : [],
      });
      const hasOwn = factor === "of the environment";
      const inOrganization = isEnforced && roles !== "exempt";
      const expected = {
        yes: hasOwn ? "challenge" : "enrol",
        optional: hasOwn ? "challenge" : isOptedOut ? "none" : "offer",
        no: !inOrganization ? "none" : factor === "of the organization" ? "challenge" : "enrol",
      }[requirement];
      expect(said, JSON.stringify({ requirement, isEnforced, roles, factor, isOptedOut })).toBe(expected);
    }
  });

  test("what was proven is not asked again, in its own scope", () => {
    const enforcing = [own, { ...own, organizationId: "b" }];
    expect(kindOf({ requirement: "yes" }, { proof: { scope: null } })).toBe("none");
    expect(kindOf({ requirement: "yes" }, { proof: { scope: "a" } })).toBe("enrol");
    expect(kindOf({ enforcing }, { proof: { scope: null } })).toBe("enrol");
    expect(kindOf({ enforcing }, { proof: { scope: "a" } })).toBe("none");
    expect(kindOf({ enforcing }, { proof: { scope: "a" }, chosenId: "b" })).toBe("enrol");
    expect(kindOf({ enforcing }, { proof: { scope: "any" }, chosenId: "b" })).toBe("none");
  });

  test("before an organization is chosen, one with a factor comes first; one that asks nothing is not asked about", () => {
    const enforcing = [own, { ...own, organizationId: "b" }];
    const factors = [{ method: "sms", organizationId: "b" } as const];
    expect(judgeMfa({ ...facts, enforcing, factors })).toEqual({
      scope: "b",
      kind: "challenge",
      methods: ["sms"],
      enrolled: ["sms"],
    });
    expect(kindOf({ enforcing }, { chosenId: "c" })).toBe("none");
    expect(kindOf({ enforcing }, { chosenId: null })).toBe("none");
  });
});
