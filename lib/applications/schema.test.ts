import { describe, expect, it } from "vitest";
import { createApplicationInput, updateTokensInput } from "./schema";

const parse = (callbackUrls: string) =>
  createApplicationInput.safeParse({ name: "Shop", kind: "web", callbackUrls, logoutUrls: "" });

describe("callback URLs", () => {
  it("are read one a line, without blanks and doubles", () => {
    const text =
      " https://a.example/cb \r\n\nhttp://localhost:4000/cb\nhttps://a.example/cb\nhttp://127.0.0.1/x";
    expect(parse(text).data?.callbackUrls).toEqual([
      "https://a.example/cb",
      "http://localhost:4000/cb",
      "http://127.0.0.1/x",
    ]);
  });

  it.each([
    "",
    "/callback",
    "//a.example",
    "http://a.example/cb",
    "https://a.example/cb#part",
    "https://*.example/cb",
    "https://user:word@a.example/cb",
    "https://a.example/with space",
    "javascript:alert(1)",
    "https://x.example/\ud83d",
    "https:a.example",
    "http://localhost.evil.example/cb",
  ])("refuse %j", (text) => {
    expect(parse(text).success).toBe(false);
  });

  it("are not asked of a machine", () => {
    const machine = { name: "Job", kind: "machine", callbackUrls: "", logoutUrls: "" };
    expect(createApplicationInput.safeParse(machine).success).toBe(true);
  });
});

describe("token settings", () => {
  const good = {
    applicationId: "x",
    version: 1,
    accessTokenSeconds: "3600",
    idTokenSeconds: 3600,
    refreshTokenSeconds: 3600,
    accessTokenClaims: ["roles"],
    idTokenClaims: [],
  };

  it("take seconds as they are typed", () => {
    expect(updateTokensInput.parse(good)).toMatchObject({ accessTokenSeconds: 3600 });
  });

  it.each([
    { accessTokenSeconds: 59 },
    { accessTokenSeconds: 86_401 },
    { accessTokenSeconds: "soon" },
    { idTokenSeconds: 1.5 },
    { refreshTokenSeconds: 31_536_001 },
    { refreshTokenSeconds: 3599 },
    { accessTokenClaims: ["password"] },
    { idTokenClaims: ["roles"] },
  ])("refuse %j", (change) => {
    expect(updateTokensInput.safeParse({ ...good, ...change }).success).toBe(false);
  });
});
