import { describe, expect, it } from "vitest";
import { recordEvents } from "@/lib/audit/record-event";
import { db } from "@/lib/core/db";
import { parseListParams } from "@/lib/core/list-params";
import { contextFor, createTestEnvironment, createUserRow } from "@/prisma/factories";
import { exportEvents } from "./export-events";
import { eventListSpec } from "./schema";

const ask = (query: string) => parseListParams(new URLSearchParams(query), eventListSpec);

describe("exportEvents", () => {
  it("streams every page of what the list shows, and records the download", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "auditor", environment });
    const user = await createUserRow({ environmentId: environment.id, firstName: "=cmd", lastName: "A, B" });
    await db.$transaction((tx) =>
      recordEvents(
        tx,
        ctx,
        Array.from({ length: 2300 }, () => ({ type: "user.updated", target: { type: "user", id: user.id } })),
      ),
    );
    await db.$transaction((tx) => recordEvents(tx, ctx, [{ type: "role.created" }]));

    const text = await new Response(await exportEvents(ctx, ask("type=user.updated"))).text();
    const lines = text.trimEnd().split("\r\n");
    expect(lines).toHaveLength(2301);
    expect(lines[0]).toMatch(/^Date and time,Event,User,Email,User ID,/);
    expect(lines[1]).toContain(`"'=cmd A, B"`);
    expect(new Set(lines).size).toBe(2301);
    const recorded = await db.auditEvent.findMany({
      where: { environmentId: environment.id, type: "audit_log.exported" },
    });
    expect(recorded).toMatchObject([{ actorId: ctx.actor.id, after: { type: ["user.updated"] } }]);
  });

  it("gives only the header when nothing can match", async () => {
    const ctx = await contextFor({ role: "auditor", environment: await createTestEnvironment() });
    const text = await new Response(await exportEvents(ctx, ask("user=nobody"))).text();
    expect(text.trimEnd().split("\r\n")).toHaveLength(1);
  });

  it("refuses who may not download, and records nothing", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "support", environment });
    await expect(exportEvents(ctx, ask(""))).rejects.toMatchObject({ code: "forbidden" });
    expect(await db.auditEvent.count({ where: { environmentId: environment.id } })).toBe(0);
  });
});
