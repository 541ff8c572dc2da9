import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import {
  contextFor,
  createStaff,
  createTeam,
  createTestEnvironment,
  createUserRow,
} from "@/prisma/factories";
import { suspendUser } from "./suspend-user";

const reason = "Asked for by the customer";

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  const user = await createUserRow({ environmentId: environment.id });
  return { environment, ctx, user };
}

const statusOf = (id: string) =>
  db.user.findUnique({ where: { id }, select: { status: true } }).then((user) => user?.status);

const eventsOf = (userId: string) =>
  db.auditEvent.findMany({
    where: { userId },
    select: { type: true, actorId: true, reason: true, before: true, after: true },
  });

describe("suspendUser", () => {
  test("suspends, ends sessions and tokens, and records it", async () => {
    const { environment, ctx, user } = await setUp();
    const artifact = { environmentId: environment.id, payload: {}, userId: user.id };
    await db.oidcArtifact.createMany({
      data: ["Session", "RefreshToken"].map((model) => ({ ...artifact, model, id: newId() })),
    });

    await suspendUser(ctx, { userId: user.id, reason });

    const row = await db.user.findUniqueOrThrow({ where: { id: user.id } });
    expect(row).toMatchObject({ status: "suspended", suspendedAt: expect.any(Date) });
    expect(row.sessionsEndedAt).toEqual(row.suspendedAt);
    expect(await db.oidcArtifact.count({ where: { userId: user.id } })).toBe(0);
    expect(await eventsOf(user.id)).toEqual([
      {
        type: "user.suspended",
        actorId: ctx.actor.id,
        reason,
        before: { status: "active" },
        after: { status: "suspended" },
      },
    ]);
  });

  test("refuses who may not", async () => {
    const { environment, user } = await setUp();
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(suspendUser(auditor, { userId: user.id, reason })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await statusOf(user.id)).toBe("active");
    expect(await eventsOf(user.id)).toEqual([]);
  });

  test.each(["suspended", "deleted"] as const)("refuses a user who is %s", async (status) => {
    const { environment, ctx } = await setUp();
    const user = await createUserRow({ environmentId: environment.id, status });
    await expect(suspendUser(ctx, { userId: user.id, reason })).rejects.toMatchObject({
      code: "conflict",
      message: `This user is already ${status}.`,
    });
    expect(await eventsOf(user.id)).toEqual([]);
  });

  test("does not find another environment's user, nor a malformed id", async () => {
    const { ctx } = await setUp();
    const stranger = await createUserRow({ environmentId: (await createTestEnvironment()).id });
    for (const userId of [stranger.id, newId(), "nonsense", "'; drop table app_user"]) {
      await expect(suspendUser(ctx, { userId, reason })).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await statusOf(stranger.id)).toBe("active");
  });

  test("of two at once one wins and the other is told", async () => {
    const { ctx, user } = await setUp();
    const results = await Promise.allSettled([1, 2].map(() => suspendUser(ctx, { userId: user.id, reason })));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((result) => result.status === "rejected")?.reason).toMatchObject({
      code: "conflict",
    });
    expect(await eventsOf(user.id)).toHaveLength(1);
  });
});

describe("suspendUser in the team", () => {
  test("refuses yourself, and says why", async () => {
    const environment = await createTeam();
    const staff = await createStaff({ role: "admin" });
    const ctx = await contextFor({ role: "admin", environment, staff });
    await expect(suspendUser(ctx, { userId: staff.id, reason })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("You cannot suspend yourself"),
    });
  });

  test("lets only an owner act on an owner", async () => {
    const environment = await createTeam();
    const owner = await createStaff({ role: "owner" });
    const admin = await contextFor({ role: "admin", environment });
    await expect(suspendUser(admin, { userId: owner.id, reason })).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("Only an owner can change an owner"),
    });
    const otherOwner = await contextFor({ role: "owner", environment });
    await suspendUser(otherOwner, { userId: owner.id, reason });
    expect(await statusOf(owner.id)).toBe("suspended");
  });

  test("keeps the last owner, also when two owners suspend each other at once", async () => {
    const environment = await createTeam();
    const two = [await createStaff({ role: "owner" }), await createStaff({ role: "owner" })] as const;
    await db.user.updateMany({
      where: { environmentId: environment.id, id: { notIn: two.map(({ id }) => id) } },
      data: { status: "suspended" },
    });
    const [first, second] = await Promise.all(
      two.map((staff) => contextFor({ role: "owner", environment, staff })),
    );
    if (!first || !second) throw new Error("two owners were made");

    const results = await Promise.allSettled([
      suspendUser(first, { userId: two[1].id, reason }),
      suspendUser(second, { userId: two[0].id, reason }),
    ]);

    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((result) => result.status === "rejected")?.reason).toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("last owner"),
    });
  });
});
