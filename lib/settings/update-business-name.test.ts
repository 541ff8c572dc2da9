import { beforeEach, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createTeam, createTestEnvironment, type TestEnvironment } from "@/prisma/factories";
import { getBusinessName } from "./get-business-name";
import { updateBusinessName } from "./update-business-name";

let team: TestEnvironment;

beforeEach(async () => {
  team = await createTeam();
  const name = "Harbour Tea";
  await db.business.upsert({ where: { id: 1 }, update: { name }, create: { id: 1, name } });
});

const eventsOf = (actorId: string) =>
  db.auditEvent.findMany({
    where: { actorId },
    select: { type: true, environmentId: true, before: true, after: true },
  });

test("an owner names the business anew, and the team's log says so", async () => {
  const ctx = await contextFor({ role: "owner", environment: await createTestEnvironment() });
  await updateBusinessName(ctx, { name: "Harbour & Hill", seen: "Harbour Tea" });
  expect(await getBusinessName()).toBe("Harbour & Hill");
  const renamed = {
    type: "business.renamed",
    environmentId: team.id,
    before: { name: "Harbour Tea" },
    after: { name: "Harbour & Hill" },
  };
  expect(await eventsOf(ctx.actor.id)).toEqual([renamed]);
  // What stands already is no change, whatever the form had shown.
  await updateBusinessName(ctx, { name: "Harbour & Hill", seen: "Harbour Tea" });
  expect(await eventsOf(ctx.actor.id)).toEqual([renamed]);
});

test("refuses who is no owner", async () => {
  const environment = await createTestEnvironment();
  for (const role of ["admin", "support", "auditor"] as const) {
    const ctx = await contextFor({ role, environment });
    await expect(updateBusinessName(ctx, { name: "Mine", seen: "Harbour Tea" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await eventsOf(ctx.actor.id)).toEqual([]);
  }
  expect(await getBusinessName()).toBe("Harbour Tea");
});

test("of two owners at once one names it, and the other is told", async () => {
  const environment = await createTestEnvironment();
  const owners = [
    await contextFor({ role: "owner", environment }),
    await contextFor({ role: "owner", environment }),
  ];
  const results = await Promise.allSettled(
    owners.map((ctx, index) => updateBusinessName(ctx, { name: `Tea ${index}`, seen: "Harbour Tea" })),
  );
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const refused = results.find((result) => result.status === "rejected");
  expect(refused?.reason).toMatchObject({ code: "conflict" });
});
