import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { contextFor, createOrganizationRow, createTestEnvironment } from "@/prisma/factories";
import { updateOrganization } from "./update-organization";

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "admin", environment });
  const { id } = await createOrganizationRow({
    environmentId: environment.id,
    name: "Acme",
    externalId: "1",
  });
  const seen = { name: "Acme", externalId: "1" };
  return { environment, ctx, id, seen };
}

const eventsOf = (organizationId: string) =>
  db.auditEvent.findMany({ where: { organizationId }, select: { type: true, before: true, after: true } });

describe("updateOrganization", () => {
  test("changes name and external ID and records only what changed", async () => {
    const { ctx, id, seen } = await setUp();
    await updateOrganization(ctx, { organizationId: id, name: "Acme Ltd", externalId: "1", seen });
    await updateOrganization(ctx, {
      organizationId: id,
      name: "Acme Ltd",
      externalId: "",
      seen: { ...seen, name: "Acme Ltd" },
    });
    expect(await db.organization.findUnique({ where: { id } })).toMatchObject({
      name: "Acme Ltd",
      externalId: null,
    });
    expect(await eventsOf(id)).toEqual([
      { type: "organization.updated", before: { name: "Acme" }, after: { name: "Acme Ltd" } },
      { type: "organization.updated", before: { externalId: "1" }, after: { externalId: null } },
    ]);
  });

  test("the default organization can be renamed", async () => {
    const { ctx, environment } = await setUp();
    const seen = { name: "Default", externalId: "" };
    await updateOrganization(ctx, {
      organizationId: environment.organizationId,
      name: "Home",
      externalId: "",
      seen,
    });
    expect(await db.organization.findUnique({ where: { id: environment.organizationId } })).toMatchObject({
      name: "Home",
      isDefault: true,
    });
  });

  test("saving what stands records nothing", async () => {
    const { ctx, id, seen } = await setUp();
    await updateOrganization(ctx, { organizationId: id, ...seen, seen });
    expect(await eventsOf(id)).toEqual([]);
  });

  test("refuses who may not", async () => {
    const { environment, id, seen } = await setUp();
    const ctx = await contextFor({ role: "support", environment });
    const input = { organizationId: id, name: "Mine", externalId: "", seen };
    await expect(updateOrganization(ctx, input)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("does not find another environment's organization, nor a malformed id", async () => {
    const { ctx, seen } = await setUp();
    const stranger = await setUp();
    for (const organizationId of [stranger.id, newId(), "nonsense", "'; drop"]) {
      const input = { organizationId, name: "Mine", externalId: "", seen };
      await expect(updateOrganization(ctx, input)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await eventsOf(stranger.id)).toEqual([]);
  });

  test("of two admins who save one page the second is told what changed", async () => {
    const { ctx, id, seen } = await setUp();
    const results = await Promise.allSettled(
      ["First", "Second"].map((name) =>
        updateOrganization(ctx, { organizationId: id, name, externalId: "1", seen }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { name } = await db.organization.findUniqueOrThrow({ where: { id } });
    expect(results.find((result) => result.status === "rejected")?.reason).toMatchObject({
      code: "conflict",
      message: expect.stringContaining(`the name is now “${name}”`),
    });
    expect(await eventsOf(id)).toHaveLength(1);
  });
});
