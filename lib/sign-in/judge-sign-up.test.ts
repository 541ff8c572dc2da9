import { describe, expect, test } from "vitest";
import { judgeSignUp } from "./judge-sign-up";

const rules = {
  isSelfSignUpAllowed: true,
  allowedDomains: [],
  isDefaultOrganizationOnSignUp: true,
  canCreateOrganizationOnSignUp: false,
};
const closed = { id: "acme", isSuspended: false, isRegistrationAllowed: false, allowedDomains: [] };
const open = { ...closed, isRegistrationAllowed: true };
const nothing = { named: null, matching: [], defaultId: "default" };
const byCode = { orgCode: "org_1" };
const joinsOf = (verdict: ReturnType<typeof judgeSignUp>) =>
  verdict.kind === "open"
    ? verdict.joins.map(({ organizationId, by }) => `${organizationId} ${by}`)
    : verdict;

describe("judgeSignUp", () => {
  test("who names no organization comes into the default one", () => {
    expect(joinsOf(judgeSignUp(rules, {}, nothing, "x.example"))).toEqual(["default default"]);
  });

  test("a domain's organizations take the place of the default one, all of them, the named one first and once", () => {
    const matching = [{ id: "acme" }, { id: "beta" }];
    expect(joinsOf(judgeSignUp(rules, {}, { ...nothing, matching }, "x.example"))).toEqual([
      "acme domain",
      "beta domain",
    ]);
    const found = { ...nothing, named: open, matching };
    expect(joinsOf(judgeSignUp(rules, byCode, found, "x.example"))).toEqual(["acme code", "beta domain"]);
  });

  test("without the default organization an address that belongs nowhere is refused, once it is known", () => {
    const strict = { ...rules, isDefaultOrganizationOnSignUp: false };
    expect(judgeSignUp(strict, {}, nothing, null).kind).toBe("open");
    expect(judgeSignUp(strict, {}, nothing, "x.example")).toMatchObject({ kind: "refused", field: "email" });
    expect(joinsOf(judgeSignUp(strict, byCode, { ...nothing, named: open }, "x.example"))).toEqual([
      "acme code",
    ]);
  });

  test("the environment's domains come before those of an organization", () => {
    const strict = { ...rules, allowedDomains: ["x.example"] };
    const found = { ...nothing, named: open };
    expect(judgeSignUp(strict, byCode, found, "y.example")).toMatchObject({
      kind: "refused",
      field: "email",
    });
    expect(judgeSignUp(strict, byCode, found, "").kind).toBe("refused");
    expect(judgeSignUp(strict, byCode, found, "sub.x.example").kind).toBe("refused");
    expect(judgeSignUp(strict, byCode, found, "x.example").kind).toBe("open");
    expect(judgeSignUp(strict, byCode, found, null).kind).toBe("open");
  });

  test.each([
    ["is unknown", null, "does not exist"],
    ["is suspended", { ...open, isSuspended: true }, "closed at the moment"],
    ["takes nobody", closed, "by invitation only"],
    ["takes other domains", { ...closed, allowedDomains: ["y.example"] }, "its own domains"],
  ])("is refused when the organization of the code %s", (_, named, words) => {
    expect(judgeSignUp(rules, byCode, { ...nothing, named }, "x.example")).toMatchObject({
      kind: "refused",
      message: expect.stringContaining(words),
    });
  });

  test("an organization's own domain opens it without registrations", () => {
    const named = { ...closed, allowedDomains: ["x.example"] };
    const found = { ...nothing, named, matching: [named] };
    expect(joinsOf(judgeSignUp(rules, byCode, found, "x.example"))).toEqual(["acme code"]);
  });

  test("a new organization is made where that is allowed, in place of the named and the default one", () => {
    const wish = { ...byCode, isOrganizationWanted: true };
    expect(judgeSignUp(rules, wish, { ...nothing, named: open }, null).kind).toBe("refused");
    const generous = { ...rules, canCreateOrganizationOnSignUp: true };
    expect(judgeSignUp(generous, wish, { ...nothing, named: open }, "x.example")).toEqual({
      kind: "open",
      joins: [],
      isOrganizationCreated: true,
    });
    expect(judgeSignUp(generous, {}, nothing, "x.example")).toMatchObject({ isOrganizationCreated: false });
  });

  test("no code and no domain opens what self-sign-up closes", () => {
    const strict = { ...rules, isSelfSignUpAllowed: false };
    const found = { ...nothing, named: open, matching: [open] };
    expect(judgeSignUp(strict, byCode, found, "x.example").kind).toBe("refused");
  });
});
