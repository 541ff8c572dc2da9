import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { createFeatureFlagRow, overrideFlag } from "@/prisma/create-feature-flag-row";
import {
  contextFor,
  createOrganizationRow,
  createTestEnvironment,
  type TestEnvironment,
} from "@/prisma/factories";
import { deleteOrganization } from "./delete-organization";
import { listOrganizationFeatureFlags } from "./list-organization-feature-flags";
import { setOrganizationFeatureFlags } from "./set-organization-feature-flags";

let environment: TestEnvironment;
let ctx: Context;
let organizationId: string;
let beta: string;

beforeEach(async () => {
  environment = await createTestEnvironment();
  ctx = await contextFor({ role: "admin", environment });
  const environmentId = environment.id;
  organizationId = (await createOrganizationRow({ environmentId })).id;
  beta = (await createFeatureFlagRow({ environmentId, key: "beta", name: "Beta", allowOverrideLevel: "org" }))
    .id;
});

const set = (by: Context, flagId: string, value: string | null, seen: string | null = null) =>
  setOrganizationFeatureFlags(by, { organizationId, overrides: [{ flagId, value, seen }] });
const values = () => db.organizationFeatureFlag.findMany({ where: { organizationId } });

describe("setOrganizationFeatureFlags", () => {
  it("sets and resets a value, shows it, and records the difference", async () => {
    await set(ctx, beta, "true");
    expect(await listOrganizationFeatureFlags(ctx, organizationId)).toMatchObject([
      { key: "beta", own: "true", isOverridable: true, inherited: { value: "false", source: "default" } },
    ]);
    await set(ctx, beta, null, "true");
    expect(await values()).toEqual([]);
    const type = "organization.feature_flags_updated";
    expect(
      await db.auditEvent.findMany({
        where: { organizationId },
        orderBy: { id: "asc" },
        select: { type: true, before: true, after: true },
      }),
    ).toEqual([
      { type, before: { featureFlags: ["beta: not overridden"] }, after: { featureFlags: ["beta: true"] } },
      { type, before: { featureFlags: ["beta: true"] }, after: { featureFlags: ["beta: not overridden"] } },
    ]);
  });

  it("tells the second to save what changed; of two at once one wins", async () => {
    const results = await Promise.allSettled([set(ctx, beta, "true"), set(ctx, beta, "true")]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(set(ctx, beta, "false")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Beta was set to On"),
    });
  });

  it("refuses who may not, a flag of the environment alone, and a value that does not fit", async () => {
    for (const role of ["support", "auditor"] as const) {
      const other = await contextFor({ role, environment });
      await expect(set(other, beta, "true")).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(set(ctx, beta, "yes")).rejects.toMatchObject({
      fields: { "overrides.0.value": "Choose on or off." },
    });
    await db.featureFlag.update({ where: { id: beta }, data: { allowOverrideLevel: "env" } });
    await expect(set(ctx, beta, "true")).rejects.toMatchObject({ code: "validation" });
    expect(await values()).toEqual([]);
  });

  it("knows no organization and no flag of another environment", async () => {
    const elsewhere = await createTestEnvironment();
    const foreign = await createFeatureFlagRow({ environmentId: elsewhere.id, key: "beta" });
    await expect(set(ctx, foreign.id, "true")).rejects.toMatchObject({ code: "conflict" });
    const there = await contextFor({ role: "owner", environment: elsewhere });
    await expect(set(there, foreign.id, "true")).rejects.toMatchObject({ code: "not_found" });
    const input = { organizationId: newId(), overrides: [] };
    await expect(setOrganizationFeatureFlags(ctx, input)).rejects.toMatchObject({ code: "not_found" });
    expect(await values()).toEqual([]);
  });

  it("goes with its organization", async () => {
    await overrideFlag({ id: beta, type: "bool" }, { organizationId }, "true");
    await deleteOrganization(ctx, { organizationId, isConfirmed: true });
    expect(await values()).toEqual([]);
    expect(await db.featureFlag.count({ where: { id: beta } })).toBe(1);
  });
});
