import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { createSubscriberRow } from "@/prisma/create-subscriber-row";
import { contextFor, createTestEnvironment } from "@/prisma/factories";
import { createSubscriber } from "./create-subscriber";
import { createSubscriberInput } from "./schema";

const person = { kind: "subscriber", firstName: "Ana", lastName: "Bell", email: "ana@example.com" } as const;

async function setUp() {
  const environment = await createTestEnvironment();
  return { environment, ctx: await contextFor({ role: "support", environment }) };
}

const countOf = (environmentId: string) => db.subscriber.count({ where: { environmentId } });

describe("createSubscriber", () => {
  test("adds the address and records it, without a name in the log", async () => {
    const { environment, ctx } = await setUp();
    const { subscriberId } = await createSubscriber(ctx, person);
    expect(await db.subscriber.findUnique({ where: { id: subscriberId } })).toMatchObject({
      ...person,
      environmentId: environment.id,
      status: "confirmed",
      emailProvenAt: null,
      source: null,
      sortName: "ana bell",
      search: "ana bell\nana@example.com",
    });
    const events = await db.auditEvent.findMany({ where: { environmentId: environment.id } });
    expect(events).toMatchObject([
      { type: "subscriber.created", actorId: ctx.actor.id, targetId: subscriberId, targetType: "subscriber" },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/ana|bell/i);
  });

  test("refuses who may not", async () => {
    const { environment } = await setUp();
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(createSubscriber(auditor, person)).rejects.toMatchObject({ code: "forbidden" });
    expect(await countOf(environment.id)).toBe(0);
  });

  test("refuses an address that is on the list, whatever its case; the other list and environment are apart", async () => {
    const { environment, ctx } = await setUp();
    await createSubscriberRow({ environmentId: environment.id, email: "ANA@example.com" });
    await expect(createSubscriber(ctx, person)).rejects.toMatchObject({
      code: "validation",
      fields: { email: expect.stringContaining("already") },
    });
    await createSubscriber(ctx, { ...person, kind: "access_request" });
    await createSubscriber((await setUp()).ctx, person);
  });

  test("of two at once one adds", async () => {
    const { environment, ctx } = await setUp();
    const results = await Promise.allSettled([1, 2].map(() => createSubscriber(ctx, person)));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await countOf(environment.id)).toBe(1);
    expect(await db.auditEvent.count({ where: { environmentId: environment.id } })).toBe(1);
  });
});

describe("createSubscriberInput", () => {
  test.each([
    ["no email", { email: "" }, "email"],
    ["an email that is none", { email: "nonsense" }, "email"],
    ["a name of a megabyte", { firstName: "x".repeat(1_000_000) }, "firstName"],
    ["a null byte", { lastName: "a\0b" }, "lastName"],
    ["another list", { kind: "user" }, "kind"],
  ])("refuses %s", (_, change, field) => {
    const result = createSubscriberInput.safeParse({ ...person, ...change });
    expect(result.error?.issues[0]?.path[0]).toBe(field);
  });
});
