import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createOrganizationRow, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { createUser } from "./create-user";
import { createUserInput } from "./schema";

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  const input = (
    fields: Partial<Record<"firstName" | "lastName" | "email" | "username" | "phone", string>>,
  ) => ({
    firstName: "",
    lastName: "",
    email: "",
    username: "",
    phone: "",
    organizationIds: [environment.organizationId],
    ...fields,
  });
  return { environment, ctx, input };
}

describe("createUser", () => {
  test("adds the user with identities and organizations, and records it", async () => {
    const { environment, ctx, input } = await setUp();
    const acme = await createOrganizationRow({ environmentId: environment.id, name: "Acme" });
    const fields = createUserInput.parse({
      ...input({ firstName: " Zsófia ", lastName: "נועה", email: "Zso@Example.com", username: "RosyRose" }),
      phone: "0064 21 555 0123",
      organizationIds: [environment.organizationId, acme.id],
    });
    const { userId } = await createUser(ctx, fields);

    const user = await db.user.findUniqueOrThrow({
      where: { id: userId },
      include: { identities: { orderBy: { type: "asc" } }, memberships: true },
    });
    expect(user).toMatchObject({
      firstName: "Zsófia",
      lastName: "נועה",
      status: "active",
      email: "zso@example.com",
    });
    expect(
      user.identities.map(({ type, value, claim, isPrimary }) => [type, value, claim, isPrimary]),
    ).toEqual([
      ["email", "zso@example.com", "zso@example.com", true],
      ["phone", "+64215550123", "+64215550123", true],
      ["username", "RosyRose", "rosyrose", true],
    ]);
    expect(user.memberships.map(({ organizationId }) => organizationId).sort()).toEqual(
      [environment.organizationId, acme.id].sort(),
    );
    const [event] = await db.auditEvent.findMany({ where: { userId } });
    expect(event).toMatchObject({
      type: "user.created",
      actorId: ctx.actor.id,
      after: { firstName: "Zsófia", email: "zso@example.com", phone: "+64215550123", username: "RosyRose" },
    });
  });

  test("refuses who may not", async () => {
    const { environment, input } = await setUp();
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(createUser(auditor, input({ email: "a@example.com" }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("refuses an identity that is taken, whatever its case, with a sentence on its field", async () => {
    const { environment, ctx, input } = await setUp();
    await createUserRow({ environmentId: environment.id, email: "ana@example.com", username: "RosyRose" });
    const again = input({ email: "ana@example.com", username: "rosYrosE" });
    await expect(createUser(ctx, again)).rejects.toMatchObject({
      code: "validation",
      fields: { email: expect.stringContaining("already"), username: expect.stringContaining("already") },
    });
    const other = await setUp();
    await createUser(other.ctx, other.input({ email: "ana@example.com" }));
  });

  test("of two with one address at once one wins", async () => {
    const { ctx, input } = await setUp();
    const results = await Promise.allSettled(
      [1, 2].map(() => createUser(ctx, input({ email: "race@example.com" }))),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.user.count({ where: { environmentId: ctx.environment.id } })).toBe(1);
    const types = await db.auditEvent.findMany({ where: { environmentId: ctx.environment.id } });
    expect(types).toHaveLength(1);
  });

  test("refuses another environment's organization", async () => {
    const { ctx, input } = await setUp();
    const { environment: other } = await setUp();
    const fields = { ...input({ email: "a@example.com" }), organizationIds: [other.organizationId] };
    await expect(createUser(ctx, fields)).rejects.toMatchObject({ code: "validation" });
  });
});

describe("createUserInput", () => {
  const valid = {
    firstName: "",
    lastName: "",
    email: "a@b.example",
    username: "",
    phone: "",
    organizationIds: ["x"],
  };

  test.each([
    ["a name of a megabyte", { firstName: "x".repeat(1_000_000) }, "firstName"],
    ["a null byte", { lastName: "a\0b" }, "lastName"],
    ["a line break", { firstName: "a\nb" }, "firstName"],
    ["no identity", { email: " " }, "email"],
    ["no email", { email: "nonsense" }, "email"],
    ["a username with a space", { username: "a b" }, "username"],
    ["a username that reads like an email", { username: "a@b" }, "username"],
    ["a phone without a country", { phone: "021555" }, "phone"],
    ["no organization", { organizationIds: [] }, "organizationIds"],
  ])("refuses %s", (_, change, field) => {
    const result = createUserInput.safeParse({ ...valid, ...change });
    expect(result.error?.issues[0]?.path[0]).toBe(field);
  });

  test.each(["😀", "محمد", "'; drop table app_user; --", "<b>x</b>", "李"])(
    "takes the name %s",
    (firstName) => {
      expect(createUserInput.parse({ ...valid, firstName }).firstName).toBe(firstName);
    },
  );

  test("takes what it gave: the server parses again what the browser has parsed", () => {
    const once = createUserInput.parse({ ...valid, email: " A@B.example ", phone: "00 64 21 555 0123" });
    expect(createUserInput.parse(once)).toEqual(once);
  });
});
