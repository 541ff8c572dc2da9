import { hash } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { hashPassword, isOutdatedHash, verifyPassword } from "./password-hash";

const password = "kestrel moss window";

describe("a password's hash", () => {
  it("is argon2id at the cost that OWASP names, and matches its password alone", async () => {
    const made = await hashPassword(password);
    expect(made).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(isOutdatedHash(made)).toBe(false);
    expect(await verifyPassword(made, password)).toBe(true);
    expect(await verifyPassword(made, "another password")).toBe(false);
  });

  it("of another cost still matches, and is known as outdated", async () => {
    const old = await hash(password, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    expect(await verifyPassword(old, password)).toBe(true);
    expect(isOutdatedHash(old)).toBe(true);
  });

  it("that cannot be read matches nothing", async () => {
    expect(await verifyPassword("no hash at all", password)).toBe(false);
  });
});
