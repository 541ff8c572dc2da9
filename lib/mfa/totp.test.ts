import { createHmac } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { findTotpStep, newTotpSecret, totpUri } from "./totp";

// RFC 6238, appendix B: the key is the ASCII text 12345678901234567890; of its eight digits the last six.
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const VECTORS: [number, string][] = [
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
];

afterEach(() => {
  vi.useRealTimers();
});

test.each(VECTORS)("at %i seconds the code is %s (RFC 6238)", async (seconds, code) => {
  vi.useFakeTimers({ now: seconds * 1000, toFake: ["Date"] });
  const step = Math.floor(seconds / 30);
  expect(await findTotpStep(SECRET, code)).toBe(step);
  expect(await findTotpStep(SECRET, code === "000000" ? "000001" : "000000")).toBeNull();
});

test("the step before and after count, no other", async () => {
  const [seconds, code] = VECTORS[1] ?? [0, ""];
  const found = async (shift: number) => {
    vi.useFakeTimers({ now: (seconds + shift) * 1000, toFake: ["Date"] });
    return findTotpStep(SECRET, code);
  };
  const step = Math.floor(seconds / 30);
  // 1,111,111,109 is the last second of its step.
  expect(await found(1)).toBe(step);
  expect(await found(30)).toBe(step);
  expect(await found(31)).toBeNull();
  expect(await found(-30)).toBe(step);
  expect(await found(-60)).toBeNull();
});

test("odd input is no code", async () => {
  for (const odd of ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "-12345"]) {
    expect(await findTotpStep(SECRET, odd)).toBeNull();
  }
});

test("keys are new each time and fit what apps read", () => {
  const secret = newTotpSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(secret);
  const uri = new URL(totpUri(secret, { issuer: "Tea & Co", label: "ada+1@example.com" }));
  expect(uri.protocol).toBe("otpauth:");
  expect(uri.searchParams.get("secret")).toBe(secret);
  expect(uri.searchParams.get("issuer")).toBe("Tea & Co");
  expect(decodeURIComponent(uri.pathname)).toContain("Tea & Co:ada+1@example.com");
  // The library and a plain HMAC agree on what the key means.
  expect(createHmac("sha1", "12345678901234567890").update(Buffer.alloc(8)).digest("hex")).toMatch(
    /^cc93cf18/,
  );
});
