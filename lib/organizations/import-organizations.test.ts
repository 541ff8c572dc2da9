import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createOrganizationRow, createTestEnvironment } from "@/prisma/factories";
import { importOrganizations } from "./import-organizations";

async function setUp() {
  const environment = await createTestEnvironment();
  return { environment, ctx: await contextFor({ role: "admin", environment }) };
}

const rowsOf = (environmentId: string) =>
  db.organization.findMany({
    where: { environmentId, isDefault: false },
    orderBy: { name: "asc" },
    select: { name: true, externalId: true },
  });

describe("importOrganizations", () => {
  test("adds and renames, and finds what it added when the same file comes again", async () => {
    const { environment, ctx } = await setUp();
    const { id } = await createOrganizationRow({
      environmentId: environment.id,
      name: "Old",
      externalId: "1",
    });
    const csv = '\uFEFFname,id\r\nAcme,1\r\n"Beta, ""the second""",2\r\nNo id,\r\n';
    expect(await importOrganizations(ctx, { csv })).toEqual({ created: 2, updated: 1, unchanged: 0 });
    expect(await rowsOf(environment.id)).toEqual([
      { name: "Acme", externalId: "1" },
      { name: 'Beta, "the second"', externalId: "2" },
      { name: "No id", externalId: null },
    ]);
    expect(await db.auditEvent.findMany({ where: { organizationId: id } })).toMatchObject([
      { type: "organization.updated", before: { name: "Old" }, after: { name: "Acme" } },
    ]);
    expect(await importOrganizations(ctx, { csv })).toEqual({ created: 0, updated: 0, unchanged: 3 });
    expect(
      await db.auditEvent.count({
        where: { environmentId: environment.id, type: { startsWith: "organization.created" } },
      }),
    ).toBe(2);
  });

  test("says what is wrong in which line, and imports nothing then", async () => {
    const { environment, ctx } = await setUp();
    const csv = `name,id\nGood,1\n,2\n${"x".repeat(101)},3\nTwice,1\na,b,c\n"open`;
    await expect(importOrganizations(ctx, { csv })).rejects.toMatchObject({
      code: "validation",
      message: "Nothing was imported: 5 lines need your attention.",
      fields: {
        "Line 3": "Give the organization a name.",
        "Line 4": "Use at most 100 characters.",
        "Line 5": "This id stands in line 2 already.",
        "Line 6": "This line has more values than there are columns.",
        "Line 7": "A quotation mark is opened here and never closed.",
      },
    });
    expect(await rowsOf(environment.id)).toEqual([]);
  });

  test.each(["", "\0", "id,name,color\n1,Acme,red", "Acme,1", "name,id\n"])(
    "refuses the file %j",
    async (csv) => {
      const { ctx } = await setUp();
      await expect(importOrganizations(ctx, { csv })).rejects.toMatchObject({
        code: "validation",
        fields: { "Line 1": expect.any(String) },
      });
    },
  );

  test("refuses who may not", async () => {
    const { environment } = await setUp();
    const ctx = await contextFor({ role: "support", environment });
    await expect(importOrganizations(ctx, { csv: "name\nAcme" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await rowsOf(environment.id)).toEqual([]);
  });

  test("leaves another environment's organizations alone", async () => {
    const { ctx } = await setUp();
    const stranger = await setUp();
    const { id } = await createOrganizationRow({
      environmentId: stranger.environment.id,
      name: "Theirs",
      externalId: "1",
    });
    expect(await importOrganizations(ctx, { csv: "name,id\nOurs,1" })).toMatchObject({ created: 1 });
    expect(await db.organization.findUnique({ where: { id } })).toMatchObject({ name: "Theirs" });
  });

  test("takes the largest file, and of two at once each organization is added once", async () => {
    const { environment, ctx } = await setUp();
    const csv = [
      "name,id",
      ...Array.from({ length: 5000 }, (_, index) => `Organization ${index},${index}`),
    ].join("\n");
    const results = await Promise.all([1, 2].map(() => importOrganizations(ctx, { csv })));
    expect(results.map(({ created }) => created).sort()).toEqual([0, 5000]);
    expect(await db.organization.count({ where: { environmentId: environment.id } })).toBe(5001);
    await expect(importOrganizations(ctx, { csv: `${csv}\nOne more,x` })).rejects.toMatchObject({
      code: "validation",
    });
  }, 60_000);
});
