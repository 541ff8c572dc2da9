import { afterAll, expect, test, vi } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { createTestEnvironment, createUserRow } from "@/prisma/factories";

const given = { ...process.env };
const OLD = "an old secret of the tests that is long";
const NEW = "a new secret of the tests that is long";

afterAll(() => {
  process.env = given;
});

/** The modules as a process would load them that was started with these settings. */
async function startedWith(secret: string, previous: string) {
  process.env.GATEHOUSE_SECRET = secret;
  process.env.GATEHOUSE_PREVIOUS_SECRETS = previous;
  vi.resetModules();
  const { decrypt, encrypt, encryptionKeyId } = await import("@/lib/core/crypto");
  const { reencryptSecrets } = await import("./reencrypt-secrets");
  return { decrypt, encrypt, encryptionKeyId, reencryptSecrets };
}

async function createSealed(encrypt: (plain: string) => string) {
  const environment = await createTestEnvironment();
  const user = await createUserRow({ environmentId: environment.id });
  const base = { environmentId: environment.id, userId: user.id };
  const ids = Array.from({ length: 450 }, () => newId());
  await db.mfaFactor.createMany({
    data: ids.map((id) => ({ ...base, id, method: "authenticator", slot: id, secret: encrypt(`key ${id}`) })),
  });
  const kid = newId();
  await db.signingKey.create({
    data: { id: kid, environmentId: environment.id, publicJwk: {}, privateJwk: encrypt("a private key") },
  });
  const read = async () => ({
    factors: await db.mfaFactor.findMany({ where: base }),
    key: await db.signingKey.findUniqueOrThrow({ where: { id: kid } }),
  });
  return read;
}

test("everything is encrypted anew, once, and the old secret can be forgotten", async () => {
  await db.signingKey.deleteMany({});
  const before = await startedWith(OLD, "");
  const read = await createSealed(before.encrypt);
  const during = await startedWith(NEW, OLD);
  const both = await Promise.all([during.reencryptSecrets(), during.reencryptSecrets()]);
  expect(both.reduce((sum, { mfa_factor = 0 }) => sum + mfa_factor, 0)).toBe(450);
  expect(await during.reencryptSecrets()).toEqual({ signing_key: 0, mfa_factor: 0, connection: 0 });

  const after = await startedWith(NEW, "");
  const { factors, key } = await read();
  for (const { id, secret } of factors) expect(after.decrypt(secret ?? "")).toBe(`key ${id}`);
  expect(after.decrypt(key.privateJwk)).toBe("a private key");
  expect(key.privateJwk.startsWith(`${after.encryptionKeyId()}.`)).toBe(true);
});

test("a value under a secret that is not configured is left alone, and said", async () => {
  const before = await startedWith("a third secret of the tests that is long", "");
  const read = await createSealed(before.encrypt);
  const { factors } = await read();
  const during = await startedWith(NEW, OLD);
  await expect(during.reencryptSecrets()).rejects.toThrow(/not configured/);
  expect((await read()).factors).toEqual(factors);
});
