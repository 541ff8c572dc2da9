import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { addEmailIdentity } from "./add-email-identity";

async function setUp(status: "active" | "deleted" = "active", email?: null) {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  const user = await createUserRow({ environmentId: environment.id, status, email, username: "kiri" });
  return { environment, ctx, user };
}

const eventsOf = (userId: string) =>
  db.auditEvent.findMany({ where: { userId }, select: { type: true, targetId: true, after: true } });

describe("addEmailIdentity", () => {
  test("adds an address beside the primary one and records it", async () => {
    const { ctx, user } = await setUp();
    const { identityId } = await addEmailIdentity(ctx, { userId: user.id, email: "second@example.com" });
    expect(await db.identity.findUniqueOrThrow({ where: { id: identityId } })).toMatchObject({
      claim: "second@example.com",
      isPrimary: false,
      verifiedAt: null,
    });
    expect(await eventsOf(user.id)).toEqual([
      {
        type: "identity.added",
        targetId: identityId,
        after: { type: "email", value: "second@example.com", isPrimary: false },
      },
    ]);
  });

  test("the first address is the primary one, and the user's email", async () => {
    const { ctx, user } = await setUp("active", null);
    await addEmailIdentity(ctx, { userId: user.id, email: "first@example.com" });
    expect(await db.user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({
      email: "first@example.com",
    });
    expect(await db.identity.count({ where: { userId: user.id, type: "email", isPrimary: true } })).toBe(1);
  });

  test("refuses who may not", async () => {
    const { environment, user } = await setUp();
    const auditor = await contextFor({ role: "auditor", environment });
    const input = { userId: user.id, email: "a@example.com" };
    await expect(addEmailIdentity(auditor, input)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("refuses an address that is taken, and a deleted user", async () => {
    const { environment, ctx, user } = await setUp();
    const other = await createUserRow({ environmentId: environment.id, email: "taken@example.com" });
    const input = { userId: user.id, email: "taken@example.com" };
    await expect(addEmailIdentity(ctx, input)).rejects.toMatchObject({
      code: "validation",
      fields: { email: expect.any(String) },
    });
    await db.user.update({ where: { id: other.id }, data: { status: "deleted" } });
    await expect(addEmailIdentity(ctx, { userId: other.id, email: "b@example.com" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("does not find another environment's user", async () => {
    const [{ ctx }, { user }] = [await setUp(), await setUp()];
    await expect(addEmailIdentity(ctx, { userId: user.id, email: "a@example.com" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("of two users who get one address at once one wins", async () => {
    const { environment, ctx, user } = await setUp();
    const other = await createUserRow({ environmentId: environment.id });
    const results = await Promise.allSettled(
      [user, other].map(({ id }) => addEmailIdentity(ctx, { userId: id, email: "race@example.com" })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
