import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { restoreUser } from "./restore-user";

async function setUp(status: "active" | "suspended" | "deleted" = "suspended") {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  return { environment, ctx, user: await createUserRow({ environmentId: environment.id, status }) };
}

const eventsOf = (userId: string) =>
  db.auditEvent.findMany({ where: { userId }, select: { type: true, before: true, after: true } });

describe("restoreUser", () => {
  test("gives access back and records it; ended sessions stay ended", async () => {
    const { ctx, user } = await setUp();
    await restoreUser(ctx, { userId: user.id });
    expect(await db.user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({
      status: "active",
      suspendedAt: null,
      sessionsEndedAt: expect.any(Date),
    });
    expect(await eventsOf(user.id)).toEqual([
      { type: "user.restored", before: { status: "suspended" }, after: { status: "active" } },
    ]);
  });

  test("refuses who may not", async () => {
    const { environment, user } = await setUp();
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(restoreUser(auditor, { userId: user.id })).rejects.toMatchObject({ code: "forbidden" });
    expect(await eventsOf(user.id)).toEqual([]);
  });

  test.each([
    ["active", "This user is not suspended."],
    ["deleted", "This user is already deleted."],
  ] as const)("refuses a user who is %s", async (status, message) => {
    const { ctx, user } = await setUp(status);
    await expect(restoreUser(ctx, { userId: user.id })).rejects.toMatchObject({ code: "conflict", message });
  });

  test("does not find another environment's user", async () => {
    const [{ ctx }, { user }] = [await setUp(), await setUp()];
    await expect(restoreUser(ctx, { userId: user.id })).rejects.toMatchObject({ code: "not_found" });
  });

  test("of two at once one wins", async () => {
    const { ctx, user } = await setUp();
    const results = await Promise.allSettled([1, 2].map(() => restoreUser(ctx, { userId: user.id })));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await eventsOf(user.id)).toHaveLength(1);
  });
});
