import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { tokenHash } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { contextFor, createApplicationRow, createTeam, createTestEnvironment } from "@/prisma/factories";
import { DASHBOARD_CLIENT_ID } from "./dashboard-client";
import { deleteApplication } from "./delete-application";
import { ensureDashboardApplication } from "./ensure-dashboard-application";
import { rotateClientSecret } from "./rotate-client-secret";
import { updateApplication } from "./update-application";
import { updateTokens } from "./update-tokens";

const change = {
  name: "New name",
  callbackUrls: ["https://new.example/cb"],
  logoutUrls: [],
  audiences: ["https://api.example"],
};
const tokens = {
  version: 1,
  accessTokenSeconds: 300,
  idTokenSeconds: 600,
  refreshTokenSeconds: 86_400,
  accessTokenClaims: ["roles", "org_name"],
  idTokenClaims: [],
} satisfies Omit<Parameters<typeof updateTokens>[1], "applicationId">;

const deeds: Record<string, (ctx: Context, applicationId: string) => Promise<unknown>> = {
  updateApplication: (ctx, applicationId) => updateApplication(ctx, { applicationId, ...change }),
  updateTokens: (ctx, applicationId) => updateTokens(ctx, { applicationId, ...tokens }),
  rotateClientSecret: (ctx, applicationId) => rotateClientSecret(ctx, { applicationId }),
  deleteApplication: (ctx, applicationId) => deleteApplication(ctx, { applicationId }),
};

async function setUp() {
  const environment = await createTestEnvironment();
  const application = await createApplicationRow({ environmentId: environment.id, name: "Old name" });
  return { environment, application, ctx: await contextFor({ role: "admin", environment }) };
}

const rowOf = (id: string) => db.application.findUnique({ where: { id } });
const eventsOf = (id: string) => db.auditEvent.findMany({ where: { targetId: id } });

describe("the deeds on an application", () => {
  it("updateApplication changes it and records what changed", async () => {
    const { ctx, application } = await setUp();
    await updateApplication(ctx, { applicationId: application.id, ...change });
    expect(await rowOf(application.id)).toMatchObject({ name: "New name" });
    expect(await eventsOf(application.id)).toMatchObject([
      { type: "application.updated", before: { name: "Old name" }, after: { name: "New name" } },
    ]);
    await updateApplication(ctx, { applicationId: application.id, ...change });
    expect(await eventsOf(application.id)).toHaveLength(1);
  });

  it("updateApplication tells the second to save one page what the first has changed", async () => {
    const { ctx, application } = await setUp();
    const { name, callbackUrls, logoutUrls, audiences } = await db.application.findUniqueOrThrow({
      where: { id: application.id },
    });
    const shown = { callbackUrls: callbackUrls.join("\n"), logoutUrls: logoutUrls.join("\n") };
    const seen = { name, ...shown, audiences: audiences.join("\n") };
    const applicationId = application.id;
    await updateApplication(ctx, { applicationId, ...change, seen });
    const second = { applicationId, name, callbackUrls, logoutUrls, audiences: ["other"], seen };
    await expect(updateApplication(ctx, second)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(
        /name is now “New name”, the list of callback URLs is now “https:\/\/new\.example\/cb”, the list of logout URLs was removed/,
      ),
    });
    expect(await rowOf(application.id)).toMatchObject({
      name: "New name",
      callbackUrls: change.callbackUrls,
    });
    expect(await eventsOf(application.id)).toHaveLength(1);
  });

  it("updateApplication keeps a callback URL where users sign in", async () => {
    const { ctx, application } = await setUp();
    const without = { applicationId: application.id, ...change, callbackUrls: [] };
    await expect(updateApplication(ctx, without)).rejects.toMatchObject({ code: "validation" });
  });

  it("updateTokens changes what its tokens carry and how long they last, and records it once", async () => {
    const { ctx, application } = await setUp();
    await updateTokens(ctx, { applicationId: application.id, ...tokens });
    expect(await rowOf(application.id)).toMatchObject({
      accessTokenSeconds: 300,
      idTokenSeconds: 600,
      refreshTokenSeconds: 86_400,
      accessTokenClaims: ["org_name", "roles"],
      idTokenClaims: [],
      tokensVersion: 2,
    });
    await updateTokens(ctx, { applicationId: application.id, ...tokens, version: 2 });
    expect(await eventsOf(application.id)).toMatchObject([
      {
        type: "application.tokens_updated",
        before: { accessTokenSeconds: 3600, accessTokenClaims: [], idTokenClaims: ["org_codes"] },
        after: { accessTokenSeconds: 300, accessTokenClaims: ["org_name", "roles"], idTokenClaims: [] },
      },
    ]);
  });

  it("updateTokens overwrites nothing unseen: of two who save the same page, the second is told", async () => {
    const { ctx, application } = await setUp();
    const save = (accessTokenSeconds: number) =>
      updateTokens(ctx, { applicationId: application.id, ...tokens, accessTokenSeconds });
    const results = await Promise.allSettled([save(120), save(180)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(save(240)).rejects.toMatchObject({ code: "conflict" });
    expect(await eventsOf(application.id)).toHaveLength(1);
  });

  it("rotateClientSecret gives a new secret, and keeps only its hash", async () => {
    const { ctx, application } = await setUp();
    const { clientSecret } = await rotateClientSecret(ctx, { applicationId: application.id });
    expect(clientSecret).not.toBe(application.clientSecret);
    expect((await rowOf(application.id))?.clientSecretHash).toBe(tokenHash(clientSecret));
    const events = await eventsOf(application.id);
    expect(events).toMatchObject([{ type: "application.secret_rotated" }]);
    expect(JSON.stringify(events)).not.toContain(clientSecret);
  });

  it("rotateClientSecret refuses an application that has none", async () => {
    const { ctx, environment } = await setUp();
    const open = await createApplicationRow({ environmentId: environment.id, kind: "frontend" });
    await expect(rotateClientSecret(ctx, { applicationId: open.id })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("deleteApplication removes it and records it; of two at once one wins", async () => {
    const { ctx, application } = await setUp();
    const both = [1, 2].map(() => deleteApplication(ctx, { applicationId: application.id }));
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await rowOf(application.id)).toBeNull();
    expect(await eventsOf(application.id)).toMatchObject([{ type: "application.deleted" }]);
  });

  describe.each(Object.entries(deeds))("%s", (_name, deed) => {
    it("refuses who may not", async () => {
      const { environment, application } = await setUp();
      const before = await rowOf(application.id);
      for (const role of ["support", "auditor"] as const) {
        const ctx = await contextFor({ role, environment });
        await expect(deed(ctx, application.id)).rejects.toMatchObject({ code: "forbidden" });
      }
      expect(await rowOf(application.id)).toEqual(before);
      expect(await eventsOf(application.id)).toEqual([]);
    });

    it("does not find another environment's application, nor a malformed id", async () => {
      const { ctx } = await setUp();
      const foreign = await createApplicationRow({ environmentId: (await createTestEnvironment()).id });
      for (const id of [foreign.id, "nonsense", "'; drop table application", "a\0b"]) {
        await expect(deed(ctx, id)).rejects.toMatchObject({ code: "not_found" });
      }
      expect(await rowOf(foreign.id)).not.toBeNull();
    });

    it("refuses the dashboard's own", async () => {
      const environment = await createTeam();
      await ensureDashboardApplication();
      await ensureDashboardApplication();
      const own = await db.application.findUniqueOrThrow({ where: { clientId: DASHBOARD_CLIENT_ID } });
      const ctx = await contextFor({ role: "owner", environment });
      await expect(deed(ctx, own.id)).rejects.toMatchObject({ code: "conflict" });
      expect(await rowOf(own.id)).toEqual(own);
    });
  });
});
