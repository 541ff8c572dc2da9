import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createTestEnvironment } from "@/prisma/factories";
import { getMfaSettings } from "./get-mfa-settings";
import { type MfaSettings, mfaSettingsInput } from "./schema";
import { updateMfaSettings } from "./update-mfa-settings";

const seen: MfaSettings = { requirement: "no", methods: ["authenticator"], isRecoveryEnabled: true };
const wanted: MfaSettings = {
  requirement: "yes",
  methods: ["authenticator", "email"],
  isRecoveryEnabled: true,
};

describe("updateMfaSettings", () => {
  test("changes the settings and records what changed, once", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "admin", environment });
    await updateMfaSettings(ctx, { ...wanted, seen });
    await updateMfaSettings(ctx, { ...wanted, methods: ["email", "authenticator"], seen });
    expect(await getMfaSettings(ctx)).toEqual(wanted);
    const events = await db.auditEvent.findMany({ where: { environmentId: environment.id } });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: "environment.updated",
      before: { mfaRequirement: "no", mfaMethods: ["authenticator"] },
      after: { mfaRequirement: "yes", mfaMethods: ["authenticator", "email"] },
    });
  });

  test("refuses who may not", async () => {
    const environment = await createTestEnvironment();
    for (const role of ["auditor", "support"] as const) {
      const ctx = await contextFor({ role, environment });
      await expect(updateMfaSettings(ctx, { ...wanted, seen })).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await db.environment.count({ where: { id: environment.id, mfaRequirement: "no" } })).toBe(1);
  });

  test("refuses what was changed meanwhile, also by two at once", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "owner", environment });
    const results = await Promise.allSettled([
      updateMfaSettings(ctx, { ...wanted, seen }),
      updateMfaSettings(ctx, { ...seen, requirement: "optional", seen }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((result) => result.status === "rejected")).toMatchObject({
      reason: { code: "conflict" },
    });
    expect(await db.auditEvent.count({ where: { environmentId: environment.id } })).toBe(1);
  });

  test("a requirement needs a method; unknown ones are refused", () => {
    expect(mfaSettingsInput.safeParse({ ...wanted, methods: [], seen }).success).toBe(false);
    expect(mfaSettingsInput.safeParse({ ...wanted, requirement: "no", methods: [], seen }).success).toBe(
      true,
    );
    expect(mfaSettingsInput.safeParse({ ...wanted, methods: ["fax"], seen }).success).toBe(false);
  });
});
