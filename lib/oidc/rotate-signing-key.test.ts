import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createTestEnvironment } from "@/prisma/factories";
import { rotateSigningKey } from "./rotate-signing-key";
import { loadSigningKeys } from "./signing-keys";

describe("loadSigningKeys", () => {
  it("makes one key, however many processes ask first, and keeps its private part encrypted", async () => {
    const { id } = await createTestEnvironment();
    const sets = await Promise.all(Array.from({ length: 4 }, () => loadSigningKeys(id)));
    expect(new Set(sets.map(({ signing }) => signing.kid)).size).toBe(1);
    const rows = await db.signingKey.findMany({ where: { environmentId: id } });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('"d"');
    expect(JSON.stringify(rows)).not.toContain(String(sets[0]?.jwks[0]?.d));
  });
});

describe("rotateSigningKey", () => {
  it("publishes the new key before it signs, keeps the old one, and records it", async () => {
    const environment = await createTestEnvironment();
    const before = await loadSigningKeys(environment.id);
    const ctx = await contextFor({ role: "owner", environment });
    const { kid } = await rotateSigningKey(ctx);
    const announced = await loadSigningKeys(environment.id);
    expect(announced.signing.kid).toBe(before.signing.kid);
    expect(announced.jwks.map((jwk) => jwk.kid)).toEqual([before.signing.kid, kid]);

    await db.signingKey.update({ where: { id: kid }, data: { activeFrom: new Date(Date.now() - 1000) } });
    await db.signingKey.update({
      where: { id: before.signing.kid },
      data: { activeFrom: new Date(Date.now() - 9000) },
    });
    const after = await loadSigningKeys(environment.id);
    expect(after.signing.kid).toBe(kid);
    expect(after.jwks.map((jwk) => jwk.kid)).toEqual([kid, before.signing.kid]);

    await db.signingKey.update({
      where: { id: before.signing.kid },
      data: { retiredAt: new Date(Date.now() - 1) },
    });
    expect((await loadSigningKeys(environment.id)).jwks).toHaveLength(1);
    expect(
      await db.auditEvent.count({ where: { environmentId: environment.id, type: "signing_key.rotated" } }),
    ).toBe(1);
  });

  it("refuses who may not change settings", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "support", environment });
    await expect(rotateSigningKey(ctx)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("refuses while a new key is announced already", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "owner", environment });
    await loadSigningKeys(environment.id);
    await rotateSigningKey(ctx);
    await expect(rotateSigningKey(ctx)).rejects.toMatchObject({ code: "conflict" });
  });
});
