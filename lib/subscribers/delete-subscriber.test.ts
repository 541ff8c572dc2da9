import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { createSubscriberRow } from "@/prisma/create-subscriber-row";
import { contextFor, createTestEnvironment } from "@/prisma/factories";
import { deleteSubscriber } from "./delete-subscriber";

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  const { id } = await createSubscriberRow({ environmentId: environment.id });
  return { environment, ctx, subscriberId: id };
}

const isThere = async (id: string) => (await db.subscriber.count({ where: { id } })) === 1;

describe("deleteSubscriber", () => {
  test("removes it and records it", async () => {
    const { environment, ctx, subscriberId } = await setUp();
    await deleteSubscriber(ctx, { subscriberId });
    expect(await isThere(subscriberId)).toBe(false);
    expect(await db.auditEvent.findMany({ where: { environmentId: environment.id } })).toMatchObject([
      {
        type: "subscriber.deleted",
        targetId: subscriberId,
        before: { kind: "subscriber", status: "confirmed" },
      },
    ]);
  });

  test("refuses who may not", async () => {
    const { environment, subscriberId } = await setUp();
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(deleteSubscriber(auditor, { subscriberId })).rejects.toMatchObject({ code: "forbidden" });
    expect(await isThere(subscriberId)).toBe(true);
  });

  test("does not find another environment's, nor a malformed id", async () => {
    const { ctx } = await setUp();
    const other = await setUp();
    for (const subscriberId of [other.subscriberId, newId(), "nonsense"]) {
      await expect(deleteSubscriber(ctx, { subscriberId })).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await isThere(other.subscriberId)).toBe(true);
  });

  test("of two at once one deletes and the other is told", async () => {
    const { environment, ctx, subscriberId } = await setUp();
    const results = await Promise.allSettled([1, 2].map(() => deleteSubscriber(ctx, { subscriberId })));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.auditEvent.count({ where: { environmentId: environment.id } })).toBe(1);
  });
});
