import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createStaff, createTeam, createTestEnvironment } from "@/prisma/factories";
import { getSupportSettings } from "./get-support-settings";
import { supportSettingsInput } from "./schema";
import { standardSupport } from "./test-desk";
import { updateSupportSettings } from "./update-support-settings";

const seen = standardSupport;

async function setUp(role: "admin" | "support" = "admin") {
  const environment = await createTestEnvironment();
  return { environment, ctx: await contextFor({ role, environment }) };
}

const eventsOf = (environmentId: string) =>
  db.auditEvent.findMany({ where: { environmentId }, select: { type: true, before: true, after: true } });

describe("updateSupportSettings", () => {
  test("saves each policy for itself and records only what changed", async () => {
    const { environment, ctx } = await setUp();
    await updateSupportSettings(ctx, { ...seen, mfaResetPolicy: "approval", approvalHours: 1, seen });
    expect((await getSupportSettings(ctx)).settings).toEqual({
      ...seen,
      mfaResetPolicy: "approval",
      approvalHours: 1,
    });
    expect(await eventsOf(environment.id)).toEqual([
      {
        type: "environment.updated",
        before: { mfaResetPolicy: "none", approvalHours: 24 },
        after: { mfaResetPolicy: "approval", approvalHours: 1 },
      },
    ]);
    const now = { ...seen, mfaResetPolicy: "approval", approvalHours: 1 } as const;
    await updateSupportSettings(ctx, { ...now, seen });
    expect(await eventsOf(environment.id)).toHaveLength(1);
  });

  test("refuses who may only read them, and changes of another environment stay there", async () => {
    const { environment, ctx } = await setUp("support");
    await expect(
      updateSupportSettings(ctx, { ...seen, deleteUserPolicy: "approval", seen }),
    ).rejects.toMatchObject({ code: "forbidden" });
    const elsewhere = await setUp();
    await updateSupportSettings(elsewhere.ctx, { ...seen, deleteUserPolicy: "approval", seen });
    expect((await getSupportSettings(ctx)).settings.deleteUserPolicy).toBe("none");
    expect(await eventsOf(environment.id)).toEqual([]);
  });

  test("tells the second of two who save what the first has changed", async () => {
    const { ctx } = await setUp();
    await updateSupportSettings(ctx, { ...seen, deleteUserPolicy: "approval", seen });
    await expect(updateSupportSettings(ctx, { ...seen, approvalHours: 2, seen })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("“Delete user” is now “A second person's approval”"),
    });
  });

  test("takes 1 to 168 hours, whole ones, and only policies that there are", () => {
    const isTaken = (change: object) => supportSettingsInput.safeParse({ ...seen, ...change, seen }).success;
    expect([1, 168, "24"].map((approvalHours) => isTaken({ approvalHours }))).toEqual([true, true, true]);
    expect([0, 169, 1.5, "", "x"].some((approvalHours) => isTaken({ approvalHours }))).toBe(false);
    expect(isTaken({ mfaResetPolicy: "sometimes" })).toBe(false);
  });
});

test("who could decide: active, with the right to decide and to do the deed", async () => {
  await createTeam();
  const { ctx } = await setUp();
  const before = (await getSupportSettings(ctx)).deciders;
  await createStaff({ role: "admin" });
  await createStaff({ role: "support" });
  await createStaff({ role: "owner", status: "suspended" });
  const { deciders } = await getSupportSettings(ctx);
  expect(deciders).toEqual(Object.fromEntries(Object.entries(before).map(([deed, n]) => [deed, n + 1])));
});
