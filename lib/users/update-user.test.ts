import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { updateUser } from "./update-user";

async function setUp(status: "active" | "deleted" = "active") {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  const user = await createUserRow({
    environmentId: environment.id,
    firstName: "Ana",
    lastName: "Quill",
    status,
  });
  return { environment, ctx, user };
}

const eventsOf = (userId: string) =>
  db.auditEvent.findMany({ where: { userId }, select: { type: true, before: true, after: true } });

describe("updateUser", () => {
  test("changes the name, what it is found by, and records before and after", async () => {
    const { ctx, user } = await setUp();
    await updateUser(ctx, { userId: user.id, firstName: "Anahera", lastName: "Quill" });
    expect(await db.user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({
      firstName: "Anahera",
      sortName: "anahera quill",
      search: expect.stringContaining("anahera quill"),
    });
    expect(await eventsOf(user.id)).toEqual([
      {
        type: "user.updated",
        before: { firstName: "Ana", lastName: "Quill" },
        after: { firstName: "Anahera", lastName: "Quill" },
      },
    ]);
  });

  test("records nothing when nothing changes", async () => {
    const { ctx, user } = await setUp();
    await updateUser(ctx, { userId: user.id, firstName: "Ana", lastName: "Quill" });
    expect(await eventsOf(user.id)).toEqual([]);
  });

  test("refuses who may not", async () => {
    const { environment, user } = await setUp();
    const auditor = await contextFor({ role: "auditor", environment });
    const input = { userId: user.id, firstName: "X", lastName: "" };
    await expect(updateUser(auditor, input)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("refuses a deleted user and does not find another environment's", async () => {
    const deleted = await setUp("deleted");
    const input = { userId: deleted.user.id, firstName: "X", lastName: "" };
    await expect(updateUser(deleted.ctx, input)).rejects.toMatchObject({ code: "conflict" });
    await expect(updateUser((await setUp()).ctx, input)).rejects.toMatchObject({ code: "not_found" });
  });

  test("tells the second to save one page what the first has changed", async () => {
    const { ctx, user } = await setUp();
    const seen = { firstName: "Ana", lastName: "Quill" };
    await updateUser(ctx, { userId: user.id, firstName: "Bea", lastName: "", seen });
    const second = updateUser(ctx, { userId: user.id, firstName: "Ana", lastName: "Moa", seen });
    await expect(second).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("the first name is now “Bea”, the last name was removed"),
    });
    const now = { firstName: "Bea", lastName: "" };
    expect(await db.user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject(now);
    await updateUser(ctx, { userId: user.id, firstName: "Ana", lastName: "Moa", seen: now });
    expect(await eventsOf(user.id)).toHaveLength(2);
  });

  test("of two changes at once none is lost unseen", async () => {
    const { ctx, user } = await setUp();
    const results = await Promise.allSettled(
      ["Bea", "Cleo"].map((firstName) => updateUser(ctx, { userId: user.id, firstName, lastName: "Quill" })),
    );
    const done = results.filter(({ status }) => status === "fulfilled").length;
    // Both may succeed one after the other; then both are in the log.
    expect(done).toBeGreaterThan(0);
    expect(await eventsOf(user.id)).toHaveLength(done);
  });
});
