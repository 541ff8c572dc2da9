import { describe, expect, test } from "vitest";
import { judgeOrganization } from "./organization-rules";

const a = { id: "1", code: "org_a" };
const b = { id: "2", code: "org_b" };
const facts = { asked: null, open: [a], hasOrganization: true, isNeverAsked: false };
const refused = (refusal: string) => ({ kind: "refused", refusal });
const allowed = (organization: typeof a | null) => ({ kind: "allowed", organization });

describe("judgeOrganization", () => {
  test.each([
    ["one organization", {}, allowed(a)],
    ["none at all", { open: [], hasOrganization: false }, allowed(null)],
    ["suspended ones alone", { open: [] }, refused("organizations-suspended")],
    ["several", { open: [b, a] }, { kind: "needs", step: "organization" }],
    ["several, the one used last is taken", { open: [b, a], isNeverAsked: true }, allowed(b)],
    ["asked for one of several", { open: [b, a], asked: { organization: a, standing: "open" } }, allowed(a)],
    [
      "asked for one, whatever was used last",
      { open: [b, a], isNeverAsked: true, asked: { organization: a, standing: "open" } },
      allowed(a),
    ],
    [
      "asked for a suspended one, with another open",
      { asked: { organization: b, standing: "suspended" } },
      refused("organization-suspended"),
    ],
    ["asked for one of strangers", { open: [b, a], asked: "stranger" }, refused("no-membership")],
    [
      "asked for one of strangers, without any of one's own",
      { open: [], hasOrganization: false, asked: "stranger" },
      refused("no-membership"),
    ],
  ] as const)("%s", (_, change, verdict) => {
    expect(
      judgeOrganization({ ...facts, ...change, open: [...("open" in change ? change.open : facts.open)] }),
    ).toEqual(verdict);
  });
});
