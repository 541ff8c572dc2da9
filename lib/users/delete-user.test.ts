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
import { deleteUser } from "./delete-user";

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "admin", environment });
  const user = await createUserRow({ environmentId: environment.id, username: "kiri", password: "x" });
  await db.oidcArtifact.create({
    data: { environmentId: environment.id, model: "Session", id: newId(), payload: {}, userId: user.id },
  });
  return { environment, ctx, user };
}

const input = (userId: string, extent: "access" | "record") => ({ userId, extent, reason: "" });

const eventsOf = (userId: string) =>
  db.auditEvent.findMany({
    where: { userId },
    select: { type: true, reason: true, before: true, after: true },
  });

describe("deleteUser", () => {
  test("extent access: keeps the profile, frees the identities, ends sessions, records it", async () => {
    const { environment, ctx, user } = await setUp();
    await deleteUser(ctx, { ...input(user.id, "access"), reason: "Asked to leave" });

    const row = await db.user.findUniqueOrThrow({ where: { id: user.id }, include: { identities: true } });
    expect(row).toMatchObject({
      status: "deleted",
      firstName: user.firstName,
      deletedAt: expect.any(Date),
      sessionsEndedAt: expect.any(Date),
    });
    expect(row.identities.map(({ value, claim }) => ({ value, claim }))).toEqual([
      { value: user.email, claim: null },
      { value: "kiri", claim: null },
    ]);
    expect(await db.oidcArtifact.count({ where: { userId: user.id } })).toBe(0);
    expect(await eventsOf(user.id)).toEqual([
      {
        type: "user.access_removed",
        reason: "Asked to leave",
        before: { status: "active" },
        after: { status: "deleted" },
      },
    ]);
    // The address is free: somebody may sign up with it again.
    await createUserRow({ environmentId: environment.id, email: user.email });
  });

  test("extent record: removes the user and all of it, and the event holds nothing personal", async () => {
    const { ctx, user } = await setUp();
    await deleteUser(ctx, input(user.id, "record"));
    const where = { userId: user.id };
    expect(await db.user.findUnique({ where: { id: user.id } })).toBeNull();
    expect(await db.identity.count({ where })).toBe(0);
    expect(await db.membership.count({ where })).toBe(0);
    expect(await db.password.count({ where })).toBe(0);
    expect(await db.oidcArtifact.count({ where })).toBe(0);
    expect(await eventsOf(user.id)).toEqual([
      { type: "user.deleted", reason: null, before: { status: "active" }, after: null },
    ]);
  });

  test("a user whose access was removed can be removed altogether, not twice by access", async () => {
    const { ctx, user } = await setUp();
    await deleteUser(ctx, input(user.id, "access"));
    await expect(deleteUser(ctx, input(user.id, "access"))).rejects.toMatchObject({ code: "conflict" });
    await deleteUser(ctx, input(user.id, "record"));
    await expect(deleteUser(ctx, input(user.id, "record"))).rejects.toMatchObject({ code: "not_found" });
  });

  test("refuses who may not", async () => {
    const { environment, user } = await setUp();
    const support = await contextFor({ role: "support", environment });
    await expect(deleteUser(support, input(user.id, "record"))).rejects.toMatchObject({ code: "forbidden" });
    expect(await eventsOf(user.id)).toEqual([]);
  });

  test("does not find another environment's user", async () => {
    const [{ ctx }, { user }] = [await setUp(), await setUp()];
    await expect(deleteUser(ctx, input(user.id, "record"))).rejects.toMatchObject({ code: "not_found" });
    expect(await db.user.count({ where: { id: user.id } })).toBe(1);
  });

  test.each(["access", "record"] as const)("of two at once (%s) one wins", async (extent) => {
    const { ctx, user } = await setUp();
    const results = await Promise.allSettled([1, 2].map(() => deleteUser(ctx, input(user.id, extent))));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await eventsOf(user.id)).toHaveLength(1);
  });

  test("refuses yourself and the last owner", async () => {
    const environment = await createTeam();
    const owner = await createStaff({ role: "owner" });
    await db.user.updateMany({
      where: { environmentId: environment.id, id: { not: owner.id } },
      data: { status: "suspended" },
    });
    const ctx = await contextFor({ role: "owner", environment, staff: owner });
    await expect(deleteUser(ctx, input(owner.id, "access"))).rejects.toMatchObject({
      message: expect.stringContaining("You cannot delete yourself"),
    });
    const other = await contextFor({ role: "owner", environment });
    await db.user.update({ where: { id: other.actor.id }, data: { status: "suspended" } });
    await expect(deleteUser(other, input(owner.id, "record"))).rejects.toMatchObject({
      message: expect.stringContaining("last owner"),
    });
  });
});
