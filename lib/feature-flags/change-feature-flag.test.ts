import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { parseListParams } from "@/lib/core/list-params";
import { namedListSpec } from "@/lib/permissions/schema";
import { createFeatureFlagRow, overrideFlag } from "@/prisma/create-feature-flag-row";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { createFeatureFlag } from "./create-feature-flag";
import { deleteFeatureFlag } from "./delete-feature-flag";
import { getFeatureFlag } from "./get-feature-flag";
import { listFeatureFlags } from "./list-feature-flags";
import { updateFeatureFlag } from "./update-feature-flag";

const facts = {
  name: "New checkout",
  description: "",
  key: "new_checkout",
  type: "bool",
  allowOverrideLevel: "usr",
  defaultValue: "false",
  environmentValue: null,
} as const;

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "admin", environment });
  const { flagId } = await createFeatureFlag(ctx, facts);
  const { organizationId } = environment;
  const user = await createUserRow({ environmentId: environment.id });
  const override = async () => {
    await overrideFlag({ id: flagId, type: "bool" }, { organizationId }, "true");
    await overrideFlag({ id: flagId, type: "bool" }, { userId: user.id }, "false");
  };
  return { environment, ctx, flagId, override };
}

const eventsOf = (targetId: string) =>
  db.auditEvent.findMany({
    where: { targetId },
    orderBy: { id: "asc" },
    select: { type: true, actorId: true, before: true, after: true },
  });

describe("the deeds on a feature flag", () => {
  it("createFeatureFlag adds it and records it; a key is unique in its environment only", async () => {
    const { ctx, flagId } = await setUp();
    expect(await eventsOf(flagId)).toEqual([
      { type: "feature_flag.created", actorId: ctx.actor.id, before: null, after: facts },
    ]);
    await expect(createFeatureFlag(ctx, facts)).rejects.toMatchObject({
      code: "validation",
      fields: { key: expect.stringContaining("Another feature flag") },
    });
    const elsewhere = await contextFor({ role: "admin", environment: await createTestEnvironment() });
    await createFeatureFlag(elsewhere, facts);
  });

  it("createFeatureFlag stops at 200", async () => {
    const { environment, ctx } = await setUp();
    const row = { environmentId: environment.id, name: "Flag", type: "int", defaultValue: "0" } as const;
    await db.featureFlag.createMany({
      data: Array.from({ length: 199 }, (_, index) => ({ ...row, id: newId(), key: `flag_${index}` })),
    });
    await expect(createFeatureFlag(ctx, { ...facts, key: "one_more" })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("at most 200"),
    });
  });

  it("updateFeatureFlag changes it, records only what changed, keeps overrides that still fit", async () => {
    const { ctx, flagId, override } = await setUp();
    await override();
    await updateFeatureFlag(ctx, { ...facts, flagId, version: 1, environmentValue: "true" });
    expect((await eventsOf(flagId)).at(-1)).toMatchObject({
      type: "feature_flag.updated",
      before: { environmentValue: null },
      after: { environmentValue: "true" },
    });
    const { overrides } = await getFeatureFlag(ctx, flagId);
    expect(overrides).toEqual({ organizations: "1", users: "1" });
  });

  it("updateFeatureFlag takes away what a narrower level or another type has no place for", async () => {
    const { ctx, flagId, override } = await setUp();
    await override();
    await updateFeatureFlag(ctx, { ...facts, flagId, version: 1, allowOverrideLevel: "org" });
    expect((await getFeatureFlag(ctx, flagId)).overrides).toEqual({ organizations: "1", users: "0" });
    expect((await eventsOf(flagId)).at(-1)).toMatchObject({
      before: { allowOverrideLevel: "usr", userOverrides: "1" },
      after: { allowOverrideLevel: "org" },
    });
    await updateFeatureFlag(ctx, { ...facts, flagId, version: 2, type: "int", defaultValue: "7" });
    expect(await getFeatureFlag(ctx, flagId)).toMatchObject({
      type: "int",
      overrides: { organizations: "0", users: "0" },
    });
  });

  it("updateFeatureFlag tells who saves an older form what has changed", async () => {
    const { ctx, flagId } = await setUp();
    const { version, overrides: _, id: __, ...seen } = await getFeatureFlag(ctx, flagId);
    await updateFeatureFlag(ctx, { ...facts, flagId, version, key: "checkout", environmentValue: "true" });
    const second = { ...facts, flagId, version, name: "Other", seen };
    await expect(updateFeatureFlag(ctx, second)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/the key is now “checkout”, the value in this environment is now “On”/),
    });
    await expect(updateFeatureFlag(ctx, { ...second, seen: undefined })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await getFeatureFlag(ctx, flagId)).toMatchObject({ key: "checkout", name: facts.name });
  });

  it("of two saves at once one wins and the other is told", async () => {
    const { ctx, flagId } = await setUp();
    const results = await Promise.allSettled(
      ["one", "two"].map((name) => updateFeatureFlag(ctx, { ...facts, flagId, version: 1, name })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await eventsOf(flagId)).toHaveLength(2);
  });

  it("deleteFeatureFlag takes the overrides along and records how many", async () => {
    const { ctx, flagId, override } = await setUp();
    await override();
    await deleteFeatureFlag(ctx, { flagId });
    expect(await db.organizationFeatureFlag.count({ where: { flagId } })).toBe(0);
    expect(await db.userFeatureFlag.count({ where: { flagId } })).toBe(0);
    expect((await eventsOf(flagId)).at(-1)).toMatchObject({
      type: "feature_flag.deleted",
      before: { key: "new_checkout", organizationOverrides: "1", userOverrides: "1" },
    });
    await expect(deleteFeatureFlag(ctx, { flagId })).rejects.toMatchObject({ code: "not_found" });
  });

  const deeds: Record<string, (ctx: Context, flagId: string) => Promise<unknown>> = {
    updateFeatureFlag: (ctx, flagId) => updateFeatureFlag(ctx, { ...facts, flagId, version: 1, name: "x" }),
    deleteFeatureFlag: (ctx, flagId) => deleteFeatureFlag(ctx, { flagId }),
  };

  it.each(Object.entries(deeds))("%s refuses who may not, and flags of elsewhere", async (_name, deed) => {
    const { environment, flagId } = await setUp();
    for (const role of ["support", "auditor"] as const) {
      const other = await contextFor({ role, environment });
      await expect(deed(other, flagId)).rejects.toMatchObject({ code: "forbidden" });
      await expect(createFeatureFlag(other, { ...facts, key: "x" })).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    const elsewhere = await contextFor({ role: "owner", environment: await createTestEnvironment() });
    for (const id of [flagId, newId(), "nonsense"]) {
      await expect(deed(elsewhere, id)).rejects.toMatchObject({ code: "not_found" });
      await expect(getFeatureFlag(elsewhere, id)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await eventsOf(flagId)).toHaveLength(1);
  });
});

describe("the database", () => {
  it("keeps no value that does not fit its flag's type", async () => {
    const { environment, flagId } = await setUp();
    const { organizationId } = environment;
    const update = (data: object) => db.featureFlag.update({ where: { id: flagId }, data });
    await expect(update({ defaultValue: "1" })).rejects.toThrow(/default_value_fits/);
    await expect(update({ environmentValue: "on" })).rejects.toThrow(/environment_value_fits/);
    for (const row of [
      { type: "bool", value: "1" },
      { type: "int", value: "1" },
      { type: "str", value: "x" },
    ] as const) {
      await expect(
        db.organizationFeatureFlag.create({ data: { organizationId, flagId, ...row } }),
      ).rejects.toThrow();
    }
    await overrideFlag({ id: flagId, type: "bool" }, { organizationId }, "true");
    await expect(update({ type: "str", defaultValue: "x" })).rejects.toThrow();
  });
});

describe("listFeatureFlags", () => {
  const ask = (query: string) => parseListParams<"name">(new URLSearchParams(query), namedListSpec);

  it("pages by name without a gap, finds by key, and shows this environment alone", async () => {
    const { environment, ctx } = await setUp();
    const environmentId = environment.id;
    for (let index = 0; index < 60; index++) {
      await createFeatureFlagRow({ environmentId, key: `flag_${index}`, name: `Flag ${index % 7}` });
    }
    const first = await listFeatureFlags(ctx, ask(""));
    const second = await listFeatureFlags(ctx, ask(`cursor=${first.next}`));
    expect([first.flags.length, second.flags.length, first.count]).toEqual([50, 11, 61]);
    expect(new Set([...first.flags, ...second.flags].map(({ id }) => id)).size).toBe(61);
    expect((await listFeatureFlags(ctx, ask("q=NEW_CHECK"))).flags).toMatchObject([{ key: "new_checkout" }]);
    const elsewhere = await contextFor({ role: "auditor", environment: await createTestEnvironment() });
    expect((await listFeatureFlags(elsewhere, ask(""))).flags).toEqual([]);
  });
});
