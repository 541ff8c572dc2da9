import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createOrganizationRow, createTestEnvironment } from "@/prisma/factories";
import { createOrganization } from "./create-organization";

async function setUp() {
  const environment = await createTestEnvironment();
  return { environment, ctx: await contextFor({ role: "admin", environment }) };
}

describe("createOrganization", () => {
  test("adds it with a code of its own and records it", async () => {
    const { environment, ctx } = await setUp();
    const { organizationId, code } = await createOrganization(ctx, { name: "Acme", externalId: "crm-7" });
    expect(code).toMatch(/^org_[0-9a-f]{11}$/);
    const row = await db.organization.findUniqueOrThrow({ where: { id: organizationId } });
    expect(row).toMatchObject({
      environmentId: environment.id,
      code,
      name: "Acme",
      externalId: "crm-7",
      isDefault: false,
      suspendedAt: null,
    });
    const events = await db.auditEvent.findMany({ where: { organizationId } });
    expect(events).toMatchObject([
      {
        type: "organization.created",
        actorId: ctx.actor.id,
        after: { name: "Acme", externalId: "crm-7", code },
      },
    ]);
  });

  test.each(["support", "auditor"] as const)("refuses who may not: %s", async (role) => {
    const { environment } = await setUp();
    const ctx = await contextFor({ role, environment });
    await expect(createOrganization(ctx, { name: "Acme", externalId: "" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await db.organization.count({ where: { environmentId: environment.id } })).toBe(1);
  });

  test("refuses an external ID that is taken here, and takes one that is taken elsewhere", async () => {
    const { ctx } = await setUp();
    const other = await setUp();
    await createOrganization(other.ctx, { name: "Elsewhere", externalId: "1" });
    await createOrganization(ctx, { name: "Acme", externalId: "1" });
    await expect(createOrganization(ctx, { name: "Beta", externalId: "1" })).rejects.toMatchObject({
      code: "validation",
      fields: { externalId: "Acme has this external ID already." },
    });
  });

  test("of two with one external ID at once one wins and the other is told", async () => {
    const { environment, ctx } = await setUp();
    const results = await Promise.allSettled(
      ["Acme", "Beta"].map((name) => createOrganization(ctx, { name, externalId: "1" })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = results.find((result) => result.status === "rejected");
    expect(["conflict", "validation"]).toContain(refused?.reason.code);
    expect(await db.organization.count({ where: { environmentId: environment.id, externalId: "1" } })).toBe(
      1,
    );
  });
});

describe("the default organization of an environment", () => {
  test("is one and stays: the database refuses a second, none, and a suspended one", async () => {
    const { environment } = await setUp();
    const { id } = await createOrganizationRow({ environmentId: environment.id });
    const home = { id: environment.organizationId };
    await expect(db.organization.update({ where: { id }, data: { isDefault: true } })).rejects.toThrow();
    await expect(db.organization.update({ where: home, data: { isDefault: false } })).rejects.toThrow();
    await expect(
      db.organization.update({ where: home, data: { suspendedAt: new Date() } }),
    ).rejects.toThrow();
    await expect(db.organization.delete({ where: home })).rejects.toThrow();
    await expect(
      db.environment.create({ data: { id, key: environment.key.slice(0, -2), name: "None" } }),
    ).rejects.toThrow();

    // It may change hands within one transaction.
    await db.$transaction(async (tx) => {
      await tx.organization.update({ where: home, data: { isDefault: false } });
      await tx.organization.update({ where: { id }, data: { isDefault: true } });
    });
    const defaults = await db.organization.findMany({
      where: { environmentId: environment.id, isDefault: true },
    });
    expect(defaults).toMatchObject([{ id }]);
  });
});
