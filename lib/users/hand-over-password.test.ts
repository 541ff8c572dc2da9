import { describe, expect, test } from "vitest";
import { openWithToken } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { verifyPassword } from "@/lib/core/password-hash";
import {
  contextFor,
  createStaff,
  createTeam,
  createTestEnvironment,
  createUserRow,
  userContext,
} from "@/prisma/factories";
import { handOverPassword } from "./hand-over-password";
import { isHandOverOpen, openHandOver } from "./open-hand-over";
import { resetPassword } from "./reset-password";
import { setTemporaryPassword } from "./set-temporary-password";

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  const { id: userId } = await createUserRow({
    environmentId: environment.id,
    password: "kestrel moss window",
  });
  const { link } = await handOverPassword(ctx, { userId, hours: "1" });
  const token = new URL(link).searchParams.get("token") ?? "";
  const visitor = userContext(environment, null);
  return { environment, ctx, userId, link, token, visitor };
}

describe("a hand-over link", () => {
  test("shows a strong password once, records it, and is kept nowhere in words", async () => {
    const { environment, userId, link, token, visitor } = await setUp();
    expect(link).toMatch(new RegExp(`/auth/${environment.key}/hand-over\\?token=[a-zA-Z0-9]{43}$`));
    expect(await isHandOverOpen(environment, token)).toBe(true);
    const password = await openHandOver(visitor, token);
    expect(password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    const row = await db.password.findUniqueOrThrow({ where: { userId } });
    expect(row).toMatchObject({ isTemporary: true, temporaryExpiresAt: expect.any(Date) });
    expect(await verifyPassword(row.hash, password ?? "")).toBe(true);

    expect(await isHandOverOpen(environment, token)).toBe(false);
    expect(await openHandOver(visitor, token)).toBeNull();
    const events = await db.auditEvent.findMany({ where: { userId }, orderBy: { id: "asc" } });
    expect(events.map(({ type }) => type)).toEqual([
      "user.temporary_password_set",
      "user.password_hand_over_created",
      "user.password_hand_over_opened",
    ]);
    const text = JSON.stringify(events);
    expect(text).not.toContain(token);
    expect(text).not.toContain(password);
  });

  test("cannot be read from the database, also with the secret of the installation", async () => {
    const { userId, token } = await setUp();
    const row = await db.passwordHandOver.findUniqueOrThrow({ where: { userId } });
    expect(JSON.stringify(row)).not.toContain(token);
    // The key is the token itself.
    expect(() => openWithToken(row.tokenHash, row.sealed)).toThrow();
  });

  test("of two who press at once, one sees the password", async () => {
    const { token, visitor } = await setUp();
    const seen = await Promise.all(Array.from({ length: 20 }, () => openHandOver(visitor, token)));
    expect(seen.filter((password) => password !== null)).toHaveLength(1);
  });

  test("ends when it expires, when a new one is made, and when the password changes in another way", async () => {
    const expired = await setUp();
    await db.passwordHandOver.updateMany({
      where: { userId: expired.userId },
      data: { expiresAt: new Date() },
    });
    expect(await openHandOver(expired.visitor, expired.token)).toBeNull();

    const replaced = await setUp();
    await handOverPassword(replaced.ctx, { userId: replaced.userId, hours: "1" });
    expect(await openHandOver(replaced.visitor, replaced.token)).toBeNull();

    const { ctx, userId, visitor, token } = await setUp();
    await setTemporaryPassword(ctx, { userId, password: "violet harbour 42", hours: "1" });
    expect(await openHandOver(visitor, token)).toBeNull();

    const reset = await setUp();
    await resetPassword(reset.ctx, { userId: reset.userId, reason: "" });
    expect(await openHandOver(reset.visitor, reset.token)).toBeNull();
  });

  test("is worth nothing at another environment, nor with another text", async () => {
    const { token, visitor } = await setUp();
    const elsewhere = await createTestEnvironment();
    expect(await openHandOver(userContext(elsewhere, null), token)).toBeNull();
    for (const text of ["", "'; drop", `${token}x`, token.toLowerCase(), "a\0b", "x".repeat(100_000)]) {
      expect(await openHandOver(visitor, text)).toBeNull();
    }
    expect(await openHandOver(visitor, token)).not.toBeNull();
  });

  test("is not given for an owner to an agent, nor for oneself, nor elsewhere, nor to who may not", async () => {
    const { environment, userId } = await setUp();
    const input = { userId, hours: "1" } as const;
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(handOverPassword(auditor, input)).rejects.toMatchObject({ code: "forbidden" });
    const other = await contextFor({ role: "support", environment: await createTestEnvironment() });
    await expect(handOverPassword(other, input)).rejects.toMatchObject({ code: "not_found" });
    await expect(handOverPassword(other, { ...input, userId: "none" })).rejects.toMatchObject({
      code: "not_found",
    });
    const team = await createTeam();
    const owner = await createStaff({ role: "owner" });
    const admin = await createStaff({ role: "admin" });
    const ctx = await contextFor({ role: "admin", environment: team, staff: admin });
    for (const id of [owner.id, admin.id]) {
      await expect(handOverPassword(ctx, { userId: id, hours: "1" })).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    expect(await db.passwordHandOver.count({ where: { userId: { in: [owner.id, admin.id] } } })).toBe(0);
  });
});
