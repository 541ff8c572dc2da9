import { describe, expect, it } from "vitest";
import { ownPath } from "./own-path";

const own = "https://id.example";

describe("ownPath", () => {
  it("keeps paths of this site, with their query", () => {
    expect(ownPath("/production/users?q=a%20b", own)).toBe("/production/users?q=a%20b");
    expect(ownPath("https://id.example/team/users#x", own)).toBe("/team/users");
  });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example/",
    "https://id.example.evil.example",
    "javascript:alert(1)",
    "https://id.example//evil.example",
    "\t//evil.example",
    "",
  ])("answers %j with the front page", (text) => {
    expect(ownPath(text, own)).toBe("/");
  });
});
