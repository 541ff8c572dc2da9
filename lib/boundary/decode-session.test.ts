import { encode } from "next-auth/jwt";
import { afterEach, expect, test, vi } from "vitest";
import { decodeSession } from "./decode-session";

const secret = "a secret of this test";
const claims = { userId: "somebody", sid: "a session" };
const makeToken = () => encode({ token: claims, secret, maxAge: 60 });

afterEach(() => {
  vi.useRealTimers();
});

test("gives the claims of a token, the second time as the first", async () => {
  const token = await makeToken();
  const first = await decodeSession({ token, secret });
  expect(first).toMatchObject(claims);
  expect(await decodeSession({ token, secret })).toEqual(first);
});

test("one that was known has expired all the same", async () => {
  const token = await makeToken();
  await decodeSession({ token, secret });
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 80_000 });
  await expect(decodeSession({ token, secret })).rejects.toThrow();
});

test("one that was known is nobody's under another secret", async () => {
  const token = await makeToken();
  await decodeSession({ token, secret });
  await expect(decodeSession({ token, secret: "another secret" })).rejects.toThrow();
});

test("refuses a changed one, and nothing is nobody", async () => {
  const token = await makeToken();
  const changed = token.slice(0, -4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA");
  await decodeSession({ token, secret });
  await expect(decodeSession({ token: changed, secret })).rejects.toThrow();
  expect(await decodeSession({ token: undefined, secret })).toBeNull();
});

test("more tokens than are kept are decoded all the same", async () => {
  const first = await makeToken();
  await decodeSession({ token: first, secret });
  const others = await Promise.all(Array.from({ length: 1_001 }, makeToken));
  await Promise.all(others.map((token) => decodeSession({ token, secret })));
  expect(await decodeSession({ token: first, secret })).toMatchObject(claims);
});
