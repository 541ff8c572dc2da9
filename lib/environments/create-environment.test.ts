import { readdirSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { parseInput } from "@/lib/boundary/action";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { contextFor, createTestEnvironment } from "@/prisma/factories";
import { createEnvironment } from "./create-environment";
import { findEnvironment } from "./find-environment";
import { createEnvironmentInput } from "./schema";

let ctx: Awaited<ReturnType<typeof contextFor>>;
let key: string;

beforeEach(async () => {
  ctx = await contextFor({ role: "admin", environment: await createTestEnvironment() });
  key = `made-${newId().slice(-12)}`;
});

const rowsOf = (wanted: string) => db.environment.count({ where: { key: wanted } });

describe("createEnvironment", () => {
  it("makes it with its default organization, and records both in its own log", async () => {
    const { id, organizationId } = await createEnvironment(ctx, { key, name: "Made" });
    expect(await findEnvironment(key)).toEqual({ id, key, name: "Made" });
    expect(await db.organization.findMany({ where: { environmentId: id } })).toMatchObject([
      { id: organizationId, isDefault: true, defaultOf: id },
    ]);
    const events = await db.auditEvent.findMany({ where: { environmentId: id }, orderBy: { id: "asc" } });
    expect(events).toMatchObject([
      { type: "environment.created", actorId: ctx.actor.id, after: { key, name: "Made" } },
      { type: "organization.created", organizationId },
    ]);
  });

  it("refuses who may not", async () => {
    for (const role of ["support", "auditor"] as const) {
      const lacking = await contextFor({ role, environment: ctx.environment });
      await expect(createEnvironment(lacking, { key, name: "Made" })).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    expect(await rowsOf(key)).toBe(0);
  });

  it("makes one of two with the same key at once, and says so on the key", async () => {
    const results = await Promise.allSettled([
      createEnvironment(ctx, { key, name: "One" }),
      createEnvironment(ctx, { key, name: "Two" }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict", fields: { key: expect.stringContaining("exists already") } },
    });
    expect(await rowsOf(key)).toBe(1);
    expect(await db.organization.count({ where: { environment: { key } } })).toBe(1);
  });
});

describe("the key of an environment", () => {
  const parse = (text: string) => parseInput(createEnvironmentInput, { name: "Made", key: text });

  it("is lower-case and can stand in an address", () => {
    expect(parse(" staging-2 ").key).toBe("staging-2");
    for (const bad of [
      "",
      "a",
      "Staging",
      "2nd",
      "-a",
      "a-",
      "a b",
      "a/b",
      "a.b",
      "ä1",
      "x".repeat(41),
      "a\0b",
    ]) {
      expect(() => parse(bad), bad).toThrow("Some fields need your attention.");
    }
  });

  it("is never an address of our own", () => {
    const taken = readdirSync("app", { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && /^[a-z-]+$/.test(entry.name))
      .map(({ name }) => name);
    expect(taken).toContain("sign-in");
    for (const word of ["team", "new", ...taken]) expect(() => parse(word), word).toThrow();
  });
});
