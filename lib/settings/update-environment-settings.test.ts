import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createTestEnvironment } from "@/prisma/factories";
import { environmentSettingsInput } from "./schema";
import { updateEnvironmentSettings } from "./update-environment-settings";

const standard = {
  isSelfSignUpAllowed: true,
  allowedDomains: [],
  isDefaultOrganizationOnSignUp: true,
  canCreateOrganizationOnSignUp: false,
  isProfileSyncedOnSignIn: true,
  isMostRecentOrganization: false,
  isEnumerationProtected: true,
  lockoutMaxAttempts: 5,
  lockoutMinutes: 5,
  codeExpiryMinutes: 120,
  deletedUserDays: 30,
};
const settings = {
  ...standard,
  isSelfSignUpAllowed: false,
  allowedDomains: ["acme.example", "beta.example"],
  lockoutMaxAttempts: 3,
  lockoutMinutes: 15,
  seen: standard,
};
const { seen: _, ...saved } = settings;

describe("updateEnvironmentSettings", () => {
  it("changes the policies and records only what changed", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "admin", environment });
    await updateEnvironmentSettings(ctx, settings);
    await updateEnvironmentSettings(ctx, settings);

    expect(await db.environment.findUnique({ where: { id: environment.id } })).toMatchObject(saved);
    const events = await db.auditEvent.findMany({ where: { environmentId: environment.id } });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: "environment.updated",
      actorId: ctx.actor.id,
      before: { isSelfSignUpAllowed: true, allowedDomains: [], lockoutMaxAttempts: 5, lockoutMinutes: 5 },
      after: {
        isSelfSignUpAllowed: false,
        allowedDomains: ["acme.example", "beta.example"],
        lockoutMaxAttempts: 3,
        lockoutMinutes: 15,
      },
    });
  });

  it("refuses who may not", async () => {
    const environment = await createTestEnvironment();
    for (const role of ["auditor", "support"] as const) {
      const ctx = await contextFor({ role, environment });
      await expect(updateEnvironmentSettings(ctx, settings)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await db.environment.findUnique({ where: { id: environment.id } })).toMatchObject({
      lockoutMaxAttempts: 5,
    });
  });

  it("lets one of two admins win who save at once", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "owner", environment });
    const results = await Promise.allSettled([
      updateEnvironmentSettings(ctx, { ...settings, lockoutMinutes: 10 }),
      updateEnvironmentSettings(ctx, { ...settings, lockoutMinutes: 20 }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.auditEvent.count({ where: { environmentId: environment.id } })).toBe(1);
  });

  it("tells the second of two admins what the first has changed, and saves nothing", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "owner", environment });
    await updateEnvironmentSettings(ctx, settings);
    const late = { ...standard, isMostRecentOrganization: true, seen: standard };
    await expect(updateEnvironmentSettings(ctx, late)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(
        /“Allow self-sign up” is now off, “Allowed domains” is now acme.example, beta.example/,
      ),
    });
    expect(await db.environment.findUnique({ where: { id: environment.id } })).toMatchObject(saved);
  });

  it("takes whole numbers within bounds only", () => {
    for (const bad of [{ lockoutMinutes: 61 }, { lockoutMaxAttempts: 0 }, { lockoutMaxAttempts: 2.5 }]) {
      expect(environmentSettingsInput.safeParse({ ...standard, allowedDomains: "", ...bad }).success).toBe(
        false,
      );
    }
  });
});
