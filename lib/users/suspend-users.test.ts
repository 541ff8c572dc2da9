import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { restoreUsers } from "./restore-users";
import { suspendUsersInput } from "./schema";
import { suspendUsers } from "./suspend-users";

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  const users = [
    await createUserRow({ environmentId: environment.id }),
    await createUserRow({ environmentId: environment.id, status: "deleted" }),
    await createUserRow({ environmentId: environment.id }),
  ];
  return { environment, ctx, userIds: users.map(({ id }) => id) };
}

const suspended = (environmentId: string) => db.user.count({ where: { environmentId, status: "suspended" } });

describe("suspendUsers and restoreUsers", () => {
  test("do each user by itself, with a result and an event for each", async () => {
    const { environment, ctx, userIds } = await setUp();
    const results = await suspendUsers(ctx, { userIds, reason: "Fraud" });
    expect(results.map(({ refusal }) => refusal)).toEqual([null, "This user is already deleted.", null]);
    expect(await suspended(environment.id)).toBe(2);

    const restored = await restoreUsers(ctx, { userIds });
    expect(restored.map(({ refusal }) => refusal === null)).toEqual([true, false, true]);
    expect(await suspended(environment.id)).toBe(0);
    const events = await db.auditEvent.findMany({
      where: { environmentId: environment.id },
      orderBy: { id: "asc" },
      select: { type: true, reason: true },
    });
    expect(events).toEqual([
      { type: "user.suspended", reason: "Fraud" },
      { type: "user.suspended", reason: "Fraud" },
      { type: "user.restored", reason: null },
      { type: "user.restored", reason: null },
    ]);
  });

  test("refuse who may not", async () => {
    const { environment, userIds } = await setUp();
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(suspendUsers(auditor, { userIds, reason: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(restoreUsers(auditor, { userIds })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("say of another environment's users that they do not exist", async () => {
    const [here, there] = [await setUp(), await setUp()];
    const results = await suspendUsers(here.ctx, { userIds: there.userIds, reason: "x" });
    expect(results.every(({ refusal }) => refusal?.includes("does not exist"))).toBe(true);
    expect(await suspended(there.environment.id)).toBe(0);
  });

  test("take no more than a page", () => {
    const userIds = Array.from({ length: 101 }, (_, n) => `${n}`);
    expect(suspendUsersInput.safeParse({ userIds, reason: "x" }).success).toBe(false);
  });
});
