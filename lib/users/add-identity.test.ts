import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { addIdentity } from "./add-identity";
import { addIdentityInput } from "./schema";

async function setUp(status: "active" | "deleted" = "active", email?: null) {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  const user = await createUserRow({ environmentId: environment.id, status, email, username: "kiri" });
  return { environment, ctx, user };
}

const eventsOf = (userId: string) =>
  db.auditEvent.findMany({ where: { userId }, select: { type: true, targetId: true, after: true } });

const email = (userId: string, value: string) => ({ userId, type: "email", value, country: "" }) as const;
const phone = (userId: string, value: string, country = "") =>
  ({ userId, type: "phone", value, country }) as const;

describe("addIdentity", () => {
  test("adds an address beside the primary one and records it", async () => {
    const { ctx, user } = await setUp();
    const { identityId } = await addIdentity(ctx, email(user.id, "second@example.com"));
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
    await addIdentity(ctx, email(user.id, "first@example.com"));
    expect(await db.user.findUniqueOrThrow({ where: { id: user.id } })).toMatchObject({
      email: "first@example.com",
    });
    expect(await db.identity.count({ where: { userId: user.id, type: "email", isPrimary: true } })).toBe(1);
  });

  test("refuses who may not", async () => {
    const { environment, user } = await setUp();
    const auditor = await contextFor({ role: "auditor", environment });
    const input = email(user.id, "a@example.com");
    await expect(addIdentity(auditor, input)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("refuses an address that is taken, and a deleted user", async () => {
    const { environment, ctx, user } = await setUp();
    const other = await createUserRow({
      environmentId: environment.id,
      email: "taken@example.com",
      lastName: "Taken",
    });
    const input = email(user.id, "taken@example.com");
    await expect(addIdentity(ctx, input)).rejects.toMatchObject({
      code: "validation",
      fields: { value: "Kiri Taken already has this email address." },
      subject: { type: "user", id: other.id },
    });
    await db.user.update({ where: { id: other.id }, data: { status: "deleted" } });
    await expect(addIdentity(ctx, email(other.id, "b@example.com"))).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("does not find another environment's user", async () => {
    const [{ ctx }, { user }] = [await setUp(), await setUp()];
    await expect(addIdentity(ctx, email(user.id, "a@example.com"))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("of two users who get one address at once one wins", async () => {
    const { environment, ctx, user } = await setUp();
    const other = await createUserRow({ environmentId: environment.id });
    const results = await Promise.allSettled(
      [user, other].map(({ id }) => addIdentity(ctx, email(id, "race@example.com"))),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("does not say whose it is to who may not see users", async () => {
    const { environment, ctx, user } = await setUp();
    await createUserRow({ environmentId: environment.id, email: "taken@example.com" });
    const blind = { ...ctx, actor: { ...ctx.actor, permissions: new Set(["users:update"]) } };
    await expect(addIdentity(blind, email(user.id, "taken@example.com"))).rejects.toMatchObject({
      fields: { value: "Another user already has this email address." },
      subject: undefined,
    });
    await addIdentity(ctx, email(user.id, "own@example.com"));
    await expect(addIdentity(ctx, email(user.id, "own@example.com"))).rejects.toMatchObject({
      fields: { value: "This user already has this email address." },
      subject: undefined,
    });
  });

  test.each([
    ["021 555 0123", "NZ", "+64215550123"],
    ["+44 (0)20 7946 0018", "US", "+442079460018"],
    ["0044 20 7946 0018", "", "+442079460018"],
    ["(202) 555-0123", "US", "+12025550123"],
    ["0151 23456789", "DE", "+4915123456789"],
    ["06 1234 5678", "IT", "+390612345678"],
    ["090-1234-5678", "JP", "+819012345678"],
    ["11 98765-4321", "BR", "+5511987654321"],
    ["+358 50 12345", "", "+3585012345"],
    // In no range that the tables know today, but as long as a mobile there.
    ["07700 900123", "GB", "+447700900123"],
    ["(555) 555-0100", "US", "+15555550100"],
  ])("keeps the phone number %s of %s as %s", async (value, country, kept) => {
    const { ctx, user } = await setUp();
    const { identityId } = await addIdentity(ctx, phone(user.id, value, country));
    expect(await db.identity.findUniqueOrThrow({ where: { id: identityId } })).toMatchObject({
      type: "phone",
      value: kept,
      claim: kept,
      isPrimary: true,
    });
  });

  test.each([
    ["021 555 0123", ""],
    ["021 555 0123", "XX"],
    ["12", "NZ"],
    ["+64 21 555 0123 456 789 01", ""],
    ["+999 21 555 0123", ""],
    ["+1 202 555 0123 ext. 5", ""],
    ["call me", "NZ"],
    // Of a length that is there for other things than lines.
    ["+64 21 555", ""],
    ["0771 2345", "GB"],
    ["090-1234-56789", "JP"],
    ["+55 11 987654", ""],
  ])("refuses the phone number %s of %s at its field", async (value, country) => {
    const { ctx, user } = await setUp();
    await expect(addIdentity(ctx, phone(user.id, value, country))).rejects.toMatchObject({
      code: "validation",
      fields: { value: expect.any(String) },
    });
  });

  test("a username is taken whatever its case", async () => {
    const { environment, ctx, user } = await setUp();
    const other = await createUserRow({ environmentId: environment.id });
    const input = addIdentityInput.parse({ userId: other.id, type: "username", value: " RosyRose " });
    const { identityId } = await addIdentity(ctx, input);
    expect(await db.identity.findUniqueOrThrow({ where: { id: identityId } })).toMatchObject({
      value: "RosyRose",
      claim: "rosyrose",
    });
    await expect(
      addIdentity(ctx, { userId: user.id, type: "username", value: "rosyrosE", country: "" }),
    ).rejects.toMatchObject({ code: "validation", subject: { id: other.id } });
  });

  test("the form's schema refuses what cannot be an identity", () => {
    for (const [type, value] of [
      ["email", "no address"],
      ["email", ""],
      ["username", "with space"],
      ["username", "+64"],
      ["phone", ""],
      ["enterprise", "x"],
    ]) {
      expect(addIdentityInput.safeParse({ userId: "x", type, value }).success, `${type} ${value}`).toBe(
        false,
      );
    }
  });
});
