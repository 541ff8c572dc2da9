import { expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { createSubscriberRow } from "@/prisma/create-subscriber-row";
import { createTestEnvironment } from "@/prisma/factories";
import { SWEEP_BATCH, sweepUnconfirmed } from "./sweep-unconfirmed";

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000);
const eventsOf = (environmentId: string) =>
  db.auditEvent.findMany({
    where: { environmentId, type: "subscriber.unconfirmed_deleted" },
    orderBy: { id: "asc" },
  });
const idsOf = async (environmentId: string) =>
  (await db.subscriber.findMany({ where: { environmentId } })).map(({ id }) => id).sort();

test("deletes who never confirmed in the days of their form, and says how many, not who", async () => {
  const { id: environmentId } = await createTestEnvironment();
  await db.subscriptionForm.create({
    data: { environmentId, kind: "access_request", allowedOrigins: [], unconfirmedDays: 90 },
  });
  const row = (days: number, more: Partial<Parameters<typeof createSubscriberRow>[0]> = {}) =>
    createSubscriberRow({ environmentId, status: "pending", createdAt: daysAgo(days), ...more });
  const expired = { confirmToken: `old-${environmentId}`, confirmTokenExpiresAt: daysAgo(24) };
  const gone = [await row(31), await row(400), await row(31, expired)];
  const kept = [
    await row(29),
    await row(400, { status: "confirmed" }),
    await row(31, { kind: "access_request" }),
    // Asked for another mail ten days ago.
    await row(60, { confirmToken: `new-${environmentId}`, confirmTokenExpiresAt: daysAgo(3) }),
  ];
  const late = await row(91, { kind: "access_request" });
  await Promise.all([sweepUnconfirmed(), sweepUnconfirmed()]);
  expect(await idsOf(environmentId)).toEqual(kept.map(({ id }) => id).sort());
  const events = await eventsOf(environmentId);
  const counted = events.map(({ before }) => before);
  expect(counted).toContainEqual({ kind: "access_request", status: "pending", subscribers: 1 });
  expect(events.every(({ actorType, actorId }) => actorType === "system" && actorId === null)).toBe(true);
  const text = JSON.stringify(events);
  for (const { email } of [...gone, late]) expect(text).not.toContain(email);
  await sweepUnconfirmed();
  expect(await eventsOf(environmentId)).toHaveLength(events.length);
});

test("works in batches, each with its event, and stops where it is told to", async () => {
  const { id: environmentId } = await createTestEnvironment();
  const first = await createSubscriberRow({ environmentId, status: "pending", createdAt: daysAgo(50) });
  await db.$executeRaw`
    INSERT INTO subscriber (id, environment_id, kind, status, email, claim, created_at)
    SELECT overlay(${first.id}::text PLACING lpad(to_hex(n), 12, '0') FROM 25)::uuid, ${environmentId}::uuid,
      'subscriber', 'pending', 's' || n || '@subscribers.example', 's' || n || '@subscribers.example', now()
    FROM generate_series(1, ${SWEEP_BATCH}::int) n`;
  const told = new AbortController();
  told.abort();
  expect(await sweepUnconfirmed(told.signal)).toBe(0);
  expect(await idsOf(environmentId)).toHaveLength(SWEEP_BATCH + 1);
  await sweepUnconfirmed();
  expect(await idsOf(environmentId)).toEqual([]);
  const counts = (await eventsOf(environmentId)).map(({ before }) => before);
  expect(counts).toMatchObject([{ subscribers: SWEEP_BATCH }, { subscribers: 1 }]);
});
