import { describe, expect, test } from "vitest";
import { toClaim, toClaims } from "./identity-claim";

describe("toClaim", () => {
  test("an address is the same whatever its case, spaces or Unicode composition", () => {
    expect(toClaim("email", " Zoe\u0301@Example.com ")).toBe("zo\u00e9@example.com");
  });

  test.each([
    ["+64 (21) 555-0100", "+64215550100"],
    ["+44 (0)20 7946 0018", "+442079460018"],
    ["0064 21 555 0100", "+64215550100"],
    ["64215550100", "+64215550100"],
  ])("phone %s becomes %s", (value, claim) => {
    expect(toClaim("phone", value)).toBe(claim);
  });
});

describe("toClaims", () => {
  test("guesses what the text may name", () => {
    expect(toClaims("Ada@Example.com").map((claim) => claim.type)).toEqual(["email", "username"]);
    expect(toClaims("+64 21 555 0100").map((claim) => claim.type)).toEqual(["phone", "username"]);
    expect(toClaims("ada")).toEqual([{ type: "username", claim: "ada" }]);
    expect(toClaims("   ")).toEqual([]);
  });
});
