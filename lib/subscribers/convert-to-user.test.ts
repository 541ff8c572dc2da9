import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { deleteUser } from "@/lib/users/delete-user";
import { createSubscriberRow } from "@/prisma/create-subscriber-row";
import { contextFor, createOrganizationRow, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { convertToUser } from "./convert-to-user";

async function setUp(row: Partial<Parameters<typeof createSubscriberRow>[0]> = {}) {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  const { id, email } = await createSubscriberRow({
    environmentId: environment.id,
    firstName: "Ana",
    lastName: "Bell",
    ...row,
  });
  const organization = await createOrganizationRow({ environmentId: environment.id, name: "Acme" });
  return { environment, ctx, email, input: { subscriberId: id, organizationId: organization.id } };
}

const usersOf = (environmentId: string) => db.user.count({ where: { environmentId } });

describe("convertToUser", () => {
  test("makes a user of the one organization, keeps the subscriber, and records both", async () => {
    const { environment, ctx, email, input } = await setUp();
    const { userId } = await convertToUser(ctx, input);

    const user = await db.user.findUniqueOrThrow({
      where: { id: userId },
      include: { identities: true, memberships: true },
    });
    expect(user).toMatchObject({ firstName: "Ana", lastName: "Bell", email, status: "active" });
    expect(user.identities).toMatchObject([{ type: "email", value: email, verifiedAt: null }]);
    expect(user.memberships).toMatchObject([{ organizationId: input.organizationId }]);
    expect(await db.subscriber.findUnique({ where: { id: input.subscriberId } })).toMatchObject({
      convertedUserId: userId,
      convertedAt: expect.any(Date),
    });
    const events = await db.auditEvent.findMany({
      where: { environmentId: environment.id },
      orderBy: { id: "asc" },
      select: { type: true, userId: true },
    });
    expect(events).toEqual([
      { type: "user.created", userId },
      { type: "subscriber.converted", userId },
    ]);
  });

  test("an address proven by its mail is verified from the start", async () => {
    const { ctx, input } = await setUp({ emailProvenAt: new Date("2026-01-02T03:04:05Z") });
    const { userId } = await convertToUser(ctx, input);
    expect(await db.identity.findMany({ where: { userId } })).toMatchObject([
      { verifiedAt: new Date("2026-01-02T03:04:05Z") },
    ]);
    expect(await db.auditEvent.count({ where: { userId, type: "identity.verified" } })).toBe(1);
  });

  test("refuses who may not", async () => {
    const { environment, input } = await setUp();
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(convertToUser(auditor, input)).rejects.toMatchObject({ code: "forbidden" });
    const support = await contextFor({ role: "support", environment });
    const permissions = new Set([...support.actor.permissions].filter((key) => key !== "users:create"));
    const clerk = { ...support, actor: { ...support.actor, permissions } };
    await expect(convertToUser(clerk, input)).rejects.toMatchObject({ code: "forbidden" });
    expect(await usersOf(environment.id)).toBe(0);
  });

  test("refuses an address that is a user already, and says which", async () => {
    const { environment, ctx, input } = await setUp({ email: "Ana@Example.com" });
    const user = await createUserRow({ environmentId: environment.id, email: "ana@example.com" });
    await expect(convertToUser(ctx, input)).rejects.toMatchObject({
      code: "conflict",
      subject: { type: "user", id: user.id },
    });
    expect(await db.auditEvent.count({ where: { environmentId: environment.id } })).toBe(0);
  });

  test("refuses a second time, also once the user's access was removed", async () => {
    const { environment, ctx, input } = await setUp();
    const { userId } = await convertToUser(ctx, input);
    const again = { code: "conflict", subject: { type: "user", id: userId } };
    await expect(convertToUser(ctx, input)).rejects.toMatchObject(again);
    const admin = await contextFor({ role: "admin", environment });
    await deleteUser(admin, { userId, extent: "access", reason: "" });
    await expect(convertToUser(ctx, input)).rejects.toMatchObject(again);
  });

  test("reaches neither a subscriber nor an organization of another environment", async () => {
    const { environment, ctx, input } = await setUp();
    const other = await setUp();
    for (const subscriberId of [other.input.subscriberId, newId(), "nonsense"]) {
      await expect(convertToUser(ctx, { ...input, subscriberId })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    const { organizationId } = other.input;
    await expect(convertToUser(ctx, { ...input, organizationId })).rejects.toMatchObject({
      code: "validation",
    });
    expect(await usersOf(environment.id)).toBe(0);
    const subscriber = await db.subscriber.findUnique({ where: { id: input.subscriberId } });
    expect(subscriber?.convertedUserId).toBeNull();
  });

  test("of two at once one converts and the other is told", async () => {
    const { environment, ctx, input } = await setUp();
    const results = await Promise.allSettled([1, 2].map(() => convertToUser(ctx, input)));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((result) => result.status === "rejected")?.reason).toMatchObject({
      code: "conflict",
    });
    expect(await usersOf(environment.id)).toBe(1);
  });
});

describe("deleteUser", () => {
  test("with the whole record, takes the addresses off all lists of this environment", async () => {
    const { environment, email, input } = await setUp();
    const other = await setUp({ email });
    await createSubscriberRow({ environmentId: environment.id, kind: "access_request", email });
    const stranger = await createSubscriberRow({ environmentId: environment.id });
    const admin = await contextFor({ role: "admin", environment });
    const { userId } = await convertToUser(admin, input);
    await deleteUser(admin, { userId, extent: "record", reason: "" });
    const left = await db.subscriber.findMany({ where: { environmentId: environment.id } });
    expect(left.map(({ id }) => id)).toEqual([stranger.id]);
    expect(await db.subscriber.count({ where: { id: other.input.subscriberId } })).toBe(1);
    const event = await db.auditEvent.findFirst({ where: { userId, type: "user.deleted" } });
    expect(event?.before).toEqual({ status: "active", subscriptions: 2 });
  });

  test("with the access alone, leaves the lists", async () => {
    const { environment, input } = await setUp();
    const admin = await contextFor({ role: "admin", environment });
    const { userId } = await convertToUser(admin, input);
    await deleteUser(admin, { userId, extent: "access", reason: "" });
    expect(await db.subscriber.count({ where: { environmentId: environment.id } })).toBe(1);
  });
});
