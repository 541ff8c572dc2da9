import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import {
  contextFor,
  createIdentityRow,
  createStaff,
  createTeam,
  createTestEnvironment,
  createUserRow,
} from "@/prisma/factories";
import { deleteIdentity } from "./delete-identity";

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  const user = await createUserRow({ environmentId: environment.id });
  const first = await db.identity.findFirstOrThrow({ where: { userId: user.id } });
  const input = (identityId: string, confirmation = "") => ({
    userId: user.id,
    identityId,
    confirmation,
  });
  const addSecond = () =>
    createIdentityRow({
      environmentId: environment.id,
      userId: user.id,
      type: "email",
      value: "second@example.com",
    });
  return { environment, ctx, user, first, input, addSecond };
}

const eventsOf = (userId: string) =>
  db.auditEvent.findMany({ where: { userId }, select: { type: true, targetId: true, before: true } });

describe("deleteIdentity", () => {
  test("deletes it, makes the next one primary, and records it", async () => {
    const { ctx, user, first, input, addSecond } = await setUp();
    const second = await addSecond();
    await deleteIdentity(ctx, input(first.id));
    const rest = await db.identity.findMany({
      where: { userId: user.id },
      select: { id: true, isPrimary: true },
    });
    expect(rest).toEqual([{ id: second.id, isPrimary: true }]);
    expect(await db.user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({
      email: "second@example.com",
    });
    expect(await eventsOf(user.id)).toEqual([
      {
        type: "identity.deleted",
        targetId: first.id,
        before: { type: "email", value: first.value, isPrimary: true },
      },
    ]);
  });

  test("deletes the last way in only once it was typed", async () => {
    const { ctx, user, first, input } = await setUp();
    await expect(deleteIdentity(ctx, input(first.id))).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("only identity"),
    });
    await expect(deleteIdentity(ctx, input(first.id, "other@example.com"))).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await eventsOf(user.id)).toEqual([]);
    await deleteIdentity(ctx, input(first.id, ` ${first.value.toUpperCase()}`));
    expect(await db.identity.count({ where: { userId: user.id } })).toBe(0);
  });

  test("of two who delete the last two at once one is asked to confirm", async () => {
    const { ctx, user, first, input, addSecond } = await setUp();
    const second = await addSecond();
    const results = await Promise.allSettled([first, second].map(({ id }) => deleteIdentity(ctx, input(id))));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.identity.count({ where: { userId: user.id } })).toBe(1);
  });

  test("refuses who may not", async () => {
    const { environment, first, input } = await setUp();
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(deleteIdentity(auditor, input(first.id, first.value))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("does not find another user's identity, or another environment's, or nonsense", async () => {
    const [here, there] = [await setUp(), await setUp()];
    for (const wrong of [
      here.input(there.first.id, there.first.value),
      there.input(there.first.id, there.first.value),
      here.input("x"),
    ]) {
      await expect(deleteIdentity(here.ctx, wrong)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("leaves the last owner a way in", async () => {
    const environment = await createTeam();
    const owner = await createStaff({ role: "owner" });
    await db.user.updateMany({
      where: { environmentId: environment.id, id: { not: owner.id } },
      data: { status: "suspended" },
    });
    const ctx = await contextFor({ role: "owner", environment, staff: owner });
    const only = await db.identity.findFirstOrThrow({ where: { userId: owner.id } });
    await expect(
      deleteIdentity(ctx, { userId: owner.id, identityId: only.id, confirmation: only.value }),
    ).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining("last owner") });
  });
});
