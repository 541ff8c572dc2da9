import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import type { OrganizationMfa } from "@/lib/mfa/schema";
import { contextFor, createRoleRow, createTestEnvironment } from "@/prisma/factories";
import { getOrganizationMfa } from "./get-organization-mfa";
import { updateOrganizationMfa } from "./update-organization-mfa";

const seen: OrganizationMfa = { isEnforced: false, methods: ["authenticator"], exemptRoleIds: [] };

async function setUp() {
  const environment = await createTestEnvironment();
  const { organizationId } = environment;
  const ctx = await contextFor({ role: "admin", environment });
  const role = await createRoleRow({ environmentId: environment.id, key: "viewer" });
  const wanted: OrganizationMfa = { isEnforced: true, methods: ["email", "sms"], exemptRoleIds: [role.id] };
  return { environment, organizationId, ctx, role, wanted };
}

describe("updateOrganizationMfa", () => {
  test("changes methods and exempt roles, and records it once", async () => {
    const { ctx, organizationId, role, wanted, environment } = await setUp();
    await updateOrganizationMfa(ctx, { organizationId, ...wanted, seen });
    await updateOrganizationMfa(ctx, { organizationId, ...wanted, seen });
    expect(await getOrganizationMfa(ctx, organizationId)).toEqual({
      settings: wanted,
      environmentRequirement: "no",
    });
    const events = await db.auditEvent.findMany({ where: { environmentId: environment.id } });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      type: "organization.updated",
      organizationId,
      before: { isMfaEnforced: false, mfaMethods: ["authenticator"], mfaExemptRoles: [] },
      after: { isMfaEnforced: true, mfaMethods: ["email", "sms"], mfaExemptRoles: [role.id] },
    });
  });

  test("refuses who may not", async () => {
    const { environment, organizationId, wanted } = await setUp();
    const ctx = await contextFor({ role: "support", environment });
    await expect(updateOrganizationMfa(ctx, { organizationId, ...wanted, seen })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await getOrganizationMfa(ctx, organizationId)).settings).toEqual(seen);
  });

  test("refuses what was changed meanwhile", async () => {
    const { ctx, organizationId, wanted } = await setUp();
    const results = await Promise.allSettled([
      updateOrganizationMfa(ctx, { organizationId, ...wanted, seen }),
      updateOrganizationMfa(ctx, { organizationId, ...seen, methods: ["passkey"], seen }),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(results.find((result) => result.status === "rejected")).toMatchObject({
      reason: { code: "conflict" },
    });
  });

  test("knows no organization and no role of another environment, nor malformed ids", async () => {
    const { ctx, organizationId, wanted } = await setUp();
    const other = await setUp();
    for (const id of [other.organizationId, newId(), "nonsense"]) {
      await expect(updateOrganizationMfa(ctx, { organizationId: id, ...wanted, seen })).rejects.toMatchObject(
        { code: "not_found" },
      );
      await expect(getOrganizationMfa(ctx, id)).rejects.toMatchObject({ code: "not_found" });
    }
    for (const id of [other.role.id, newId(), "nonsense"]) {
      await expect(
        updateOrganizationMfa(ctx, { organizationId, ...wanted, exemptRoleIds: [id], seen }),
      ).rejects.toMatchObject({ code: "conflict" });
    }
    expect((await getOrganizationMfa(ctx, organizationId)).settings).toEqual(seen);
  });
});
