import { describe, expect, it } from "vitest";
import { tokenHash } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { contextFor, createTeam, createTestEnvironment } from "@/prisma/factories";
import { createApplication } from "./create-application";

const input = {
  name: "Shop",
  kind: "web" as const,
  callbackUrls: ["https://shop.example/cb"],
  logoutUrls: [],
};

describe("createApplication", () => {
  it("adds it, gives its secret once and keeps only the hash, and records it", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "admin", environment });
    const created = await createApplication(ctx, input);
    expect(created.clientSecret).toMatch(/^[a-zA-Z0-9]{40,60}$/);
    const row = await db.application.findUniqueOrThrow({ where: { id: created.id } });
    expect(row).toMatchObject({ ...input, environmentId: environment.id, clientId: created.clientId });
    expect(row.clientSecretHash).toBe(tokenHash(created.clientSecret ?? ""));
    const events = await db.auditEvent.findMany({ where: { targetId: created.id } });
    expect(events).toMatchObject([{ type: "application.created", actorId: ctx.actor.id }]);
    expect(JSON.stringify(events)).not.toContain(created.clientSecret);
  });

  it("gives a front-end application no secret", async () => {
    const ctx = await contextFor({ role: "admin", environment: await createTestEnvironment() });
    expect((await createApplication(ctx, { ...input, kind: "frontend" })).clientSecret).toBeNull();
  });

  it("refuses who may not", async () => {
    const environment = await createTestEnvironment();
    for (const role of ["support", "auditor"] as const) {
      const ctx = await contextFor({ role, environment });
      await expect(createApplication(ctx, input)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await db.application.count({ where: { environmentId: environment.id } })).toBe(0);
  });

  it("leaves nothing when its transaction fails", async () => {
    const environment = await createTeam();
    const ctx = await contextFor({ role: "owner", environment });
    const count = () => db.application.count({ where: { environmentId: environment.id } });
    const before = await count();
    const failing = db.$transaction(async (tx) => {
      await createApplication({ ...ctx, tx }, input);
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    expect(await count()).toBe(before);
  });
});
