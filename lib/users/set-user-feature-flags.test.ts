import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { updateFeatureFlag } from "@/lib/feature-flags/update-feature-flag";
import { createFeatureFlagRow, overrideFlag } from "@/prisma/create-feature-flag-row";
import {
  contextFor,
  createStaff,
  createTeam,
  createTestEnvironment,
  createUserRow,
  type TestEnvironment,
  type TestUser,
} from "@/prisma/factories";
import { listUserFeatureFlags } from "./list-user-feature-flags";
import { setUserFeatureFlags } from "./set-user-feature-flags";

let environment: TestEnvironment;
let ctx: Context;
let user: TestUser;
let beta: { id: string; type: "bool" };
let limit: string;

beforeEach(async () => {
  environment = await createTestEnvironment();
  ctx = await contextFor({ role: "support", environment });
  user = await createUserRow({ environmentId: environment.id });
  const environmentId = environment.id;
  beta = { ...(await createFeatureFlagRow({ environmentId, key: "beta", name: "Beta" })), type: "bool" };
  const number = { type: "int", defaultValue: "10", environmentValue: "20" } as const;
  limit = (await createFeatureFlagRow({ environmentId, key: "limit", name: "Limit", ...number })).id;
});

const set = (by: Context, ...overrides: [id: string, value: string | null, seen?: string | null][]) =>
  setUserFeatureFlags(by, {
    userId: user.id,
    overrides: overrides.map(([flagId, value, seen = null]) => ({ flagId, value, seen })),
  });
const valuesOf = async (userId: string) =>
  Object.fromEntries(
    (await db.userFeatureFlag.findMany({ where: { userId }, include: { flag: true } })).map(
      ({ flag, value }) => [flag.key, value],
    ),
  );
const eventsOf = (userId: string) =>
  db.auditEvent.findMany({
    where: { userId },
    orderBy: { id: "asc" },
    select: { type: true, before: true, after: true },
  });

describe("setUserFeatureFlags", () => {
  it("sets, changes and resets values, and records the difference", async () => {
    await set(ctx, [beta.id, "true"], [limit, " 7 "]);
    await set(ctx, [beta.id, "false", "true"], [limit, null, "7"]);
    await set(ctx, [beta.id, "false", "false"], [limit, null]);
    expect(await valuesOf(user.id)).toEqual({ beta: "false" });
    const type = "user.feature_flags_updated";
    expect(await eventsOf(user.id)).toEqual([
      {
        type,
        before: { featureFlags: ["beta: not overridden", "limit: not overridden"] },
        after: { featureFlags: ["beta: true", "limit: 7"] },
      },
      {
        type,
        before: { featureFlags: ["beta: true", "limit: 7"] },
        after: { featureFlags: ["beta: false", "limit: not overridden"] },
      },
    ]);
  });

  it("is shown with what holds without it, organization over environment over default", async () => {
    const { organizationId } = environment;
    await set(ctx, [beta.id, "true"]);
    await overrideFlag({ id: limit, type: "int" }, { organizationId }, "30");
    const shown = await listUserFeatureFlags(ctx, { userId: user.id, organizationId });
    expect(shown).toMatchObject([
      { key: "beta", own: "true", inherited: { value: "false", source: "default" } },
      { key: "limit", own: null, inherited: { value: "30", source: "organization" } },
    ]);
    const alone = await listUserFeatureFlags(ctx, { userId: user.id, organizationId: null });
    expect(alone[1]).toMatchObject({ own: null, inherited: { value: "20", source: "environment" } });
  });

  it("overwrites nothing unseen: the second to save is told what changed", async () => {
    await set(ctx, [beta.id, "true"]);
    await expect(set(ctx, [beta.id, null], [limit, "1"])).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Beta was set to On"),
    });
    await expect(set(ctx, [limit, null, "9"])).rejects.toMatchObject({
      message: expect.stringContaining("Limit was reset"),
    });
    expect(await valuesOf(user.id)).toEqual({ beta: "true" });
  });

  it("of two saves at once one wins", async () => {
    const results = await Promise.allSettled([set(ctx, [limit, "1"]), set(ctx, [limit, "2"])]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await eventsOf(user.id)).toHaveLength(1);
  });

  it("a flag that changes its type while it is set has no value that does not fit", async () => {
    const admin = await contextFor({ role: "admin", environment });
    const facts = { name: "Limit", description: "", key: "limit", allowOverrideLevel: "usr" } as const;
    const values = { type: "bool", defaultValue: "true", environmentValue: null } as const;
    const [saved, changed] = await Promise.allSettled([
      set(ctx, [limit, "5"]),
      updateFeatureFlag(admin, { ...facts, ...values, flagId: limit, version: 1 }),
    ]);
    expect(changed.status).toBe("fulfilled");
    if (saved.status === "rejected") expect(saved.reason).toMatchObject({ code: "validation" });
    expect(await db.featureFlag.findUnique({ where: { id: limit } })).toMatchObject({ type: "bool" });
    expect(await valuesOf(user.id)).toEqual({});
  });

  it("puts a value that does not fit on its field, and saves nothing of the rest", async () => {
    await expect(set(ctx, [beta.id, "true"], [limit, "many"])).rejects.toMatchObject({
      code: "validation",
      fields: { "overrides.1.value": "Enter a whole number." },
    });
    expect(await valuesOf(user.id)).toEqual({});
  });

  it("refuses a flag that only organizations may override, whatever a restore has brought back", async () => {
    await overrideFlag(beta, { userId: user.id }, "true");
    await db.featureFlag.update({ where: { id: beta.id }, data: { allowOverrideLevel: "org" } });
    await expect(set(ctx, [beta.id, "false"])).rejects.toMatchObject({
      fields: { "overrides.0.value": expect.stringContaining("cannot be overridden") },
    });
    const [shown] = await listUserFeatureFlags(ctx, { userId: user.id, organizationId: null });
    expect(shown).toMatchObject({ isOverridable: false, own: null });
  });

  it("refuses who may not", async () => {
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(set(auditor, [beta.id, "true"])).rejects.toMatchObject({ code: "forbidden" });
    expect(await valuesOf(user.id)).toEqual({});
  });

  it("refuses a deleted user, an unknown one, and flags and users of another environment", async () => {
    const elsewhere = await createTestEnvironment();
    const foreign = await createFeatureFlagRow({ environmentId: elsewhere.id, key: "beta" });
    for (const id of [foreign.id, newId(), "nonsense"]) {
      await expect(set(ctx, [id, "true"])).rejects.toMatchObject({
        code: "conflict",
        message: expect.stringContaining("was deleted"),
      });
    }
    const there = await contextFor({ role: "owner", environment: elsewhere });
    await expect(set(there, [foreign.id, "true"])).rejects.toMatchObject({ code: "not_found" });
    await db.user.update({ where: { id: user.id }, data: { status: "deleted" } });
    await expect(set(ctx, [beta.id, "true"])).rejects.toMatchObject({ code: "conflict" });
    expect(await valuesOf(user.id)).toEqual({});
  });

  it("in the team leaves owners to owners", async () => {
    const team = await createTeam();
    const admin = await contextFor({ role: "admin", environment: team });
    const { id: userId } = await createStaff({ role: "owner" });
    const flag = await createFeatureFlagRow({ environmentId: team.id, key: newId() });
    const input = { userId, overrides: [{ flagId: flag.id, value: "true", seen: null }] };
    await expect(setUserFeatureFlags(admin, input)).rejects.toMatchObject({ code: "forbidden" });
  });
});
