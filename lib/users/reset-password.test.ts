import { describe, expect, test } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import {
  contextFor,
  createStaff,
  createTeam,
  createTestEnvironment,
  createUserRow,
} from "@/prisma/factories";
import { handOverPassword } from "./hand-over-password";
import { resetPassword } from "./reset-password";
import { setTemporaryPassword } from "./set-temporary-password";
import { atOnce } from "./test-at-once";

const TEMPORARY = "violet harbour 42";
const deeds = {
  reset: (ctx: Context, userId: string) => resetPassword(ctx, { userId, reason: "" }),
  temporary: (ctx: Context, userId: string) =>
    setTemporaryPassword(ctx, { userId, password: TEMPORARY, hours: "24" }),
  "hand-over": (ctx: Context, userId: string) => handOverPassword(ctx, { userId, hours: "24" }),
};

async function setUp(options: Partial<Parameters<typeof createUserRow>[0]> = {}) {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  const user = await createUserRow({
    environmentId: environment.id,
    password: "kestrel moss window",
    ...options,
  });
  return { environment, ctx, user };
}

const eventsOf = (userId: string) =>
  db.auditEvent.findMany({ where: { userId }, select: { type: true, reason: true, after: true } });
const requiredAt = (id: string) =>
  db.user.findUnique({ where: { id } }).then((user) => user?.newPasswordRequiredAt ?? null);

describe.each(Object.entries(deeds))("%s", (name, deed) => {
  // The link is an event of its own.
  const events = name === "hand-over" ? 2 : 1;

  test("ends sessions and tokens at once, and asks for a new password", async () => {
    const { environment, ctx, user } = await setUp();
    await db.oidcArtifact.createMany({
      data: ["Session", "RefreshToken"].map((model) => ({
        environmentId: environment.id,
        model,
        id: newId(),
        payload: {},
        userId: user.id,
      })),
    });
    await deed(ctx, user.id);
    expect(await db.oidcArtifact.count({ where: { userId: user.id } })).toBe(0);
    const row = await db.user.findUniqueOrThrow({ where: { id: user.id } });
    expect(row.newPasswordRequiredAt).toBeInstanceOf(Date);
    expect(row.sessionsEndedAt).toEqual(row.newPasswordRequiredAt);
    expect(await eventsOf(user.id)).toHaveLength(events);
  });

  test("refuses who may not, and leaves everything as it was", async () => {
    const { environment, user } = await setUp();
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(deed(auditor, user.id)).rejects.toMatchObject({ code: "forbidden" });
    expect(await requiredAt(user.id)).toBeNull();
    expect(await eventsOf(user.id)).toEqual([]);
  });

  test.each(["suspended", "deleted"] as const)("refuses a user who is %s", async (status) => {
    const { environment, ctx } = await setUp();
    const user = await createUserRow({ environmentId: environment.id, status });
    await expect(deed(ctx, user.id)).rejects.toMatchObject({ code: "conflict" });
    expect(await requiredAt(user.id)).toBeNull();
  });

  test("does not find another environment's user, nor a malformed id", async () => {
    const { ctx } = await setUp();
    const stranger = await setUp();
    for (const userId of [stranger.user.id, newId(), "nonsense"]) {
      await expect(deed(ctx, userId)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await requiredAt(stranger.user.id)).toBeNull();
  });

  test("of two at once one wins and the other is told", async () => {
    const { ctx, user } = await setUp();
    const results = await atOnce(user.id, [() => deed(ctx, user.id), () => deed(ctx, user.id)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((result) => result.status === "rejected")?.reason).toMatchObject({
      code: "conflict",
    });
    expect(await eventsOf(user.id)).toHaveLength(events);
  });

  test("refuses yourself, and an owner to whoever is none", async () => {
    const environment = await createTeam();
    const staff = await createStaff({ role: "admin" });
    const owner = await createStaff({ role: "owner" });
    const ctx = await contextFor({ role: "admin", environment, staff });
    await expect(deed(ctx, staff.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(deed(ctx, owner.id)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("Only an owner"),
    });
  });
});

test("a reset needs a verified email, and says so", async () => {
  for (const options of [{ isVerified: false }, { email: null, username: "zoe" }]) {
    const { ctx, user } = await setUp(options);
    await expect(deeds.reset(ctx, user.id)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("no verified email"),
    });
    expect(await requiredAt(user.id)).toBeNull();
  }
});

test("each deed takes the place of the other; a reset twice is refused", async () => {
  const { ctx, user } = await setUp();
  await deeds.temporary(ctx, user.id);
  await deeds.reset(ctx, user.id);
  expect(await db.password.findUnique({ where: { userId: user.id } })).toMatchObject({ isTemporary: false });
  await expect(deeds.reset(ctx, user.id)).rejects.toMatchObject({ code: "conflict" });
  await deeds.temporary(ctx, user.id);
  expect(await db.password.findUnique({ where: { userId: user.id } })).toMatchObject({ isTemporary: true });
});

test("a temporary password obeys the rules, and stands nowhere to be read", async () => {
  const { ctx, user } = await setUp({ firstName: "Marguerite", password: undefined });
  for (const password of ["short", "password123", "marguerite12"]) {
    await expect(setTemporaryPassword(ctx, { userId: user.id, password, hours: "" })).rejects.toMatchObject({
      code: "validation",
      fields: { password: expect.any(String) },
    });
  }
  await deeds.temporary(ctx, user.id);
  const stored = await db.password.findUniqueOrThrow({ where: { userId: user.id } });
  expect(stored.hash).toMatch(/^\$argon2id\$/);
  const hours = ((stored.temporaryExpiresAt?.getTime() ?? 0) - stored.changedAt.getTime()) / 3_600_000;
  expect(hours).toBe(24);
  const events = JSON.stringify(await eventsOf(user.id));
  expect(events).toContain("user.temporary_password_set");
  expect(events).not.toContain(TEMPORARY);
  expect(events).not.toContain(stored.hash);
});
