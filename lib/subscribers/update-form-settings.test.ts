import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createTestEnvironment } from "@/prisma/factories";
import { getFormSettings } from "./get-form-settings";
import { updateFormSettingsInput } from "./schema";
import { updateFormSettings } from "./update-form-settings";

const settings = {
  kind: "subscriber" as const,
  allowedOrigins: ["https://shop.example"],
  isDoubleOptIn: false,
  unconfirmedDays: 14,
};

async function setUp() {
  const environment = await createTestEnvironment();
  return { environment, ctx: await contextFor({ role: "admin", environment }) };
}

describe("updateFormSettings", () => {
  test("changes one form of one environment, and records what changed", async () => {
    const { environment, ctx } = await setUp();
    expect(await getFormSettings(ctx, "subscriber")).toEqual({
      allowedOrigins: [],
      isDoubleOptIn: true,
      unconfirmedDays: 30,
    });
    await updateFormSettings(ctx, settings);
    await updateFormSettings(ctx, settings);
    const { kind: _, ...saved } = settings;
    expect(await getFormSettings(ctx, "subscriber")).toEqual(saved);
    expect(await getFormSettings(ctx, "access_request")).toEqual({
      allowedOrigins: [],
      isDoubleOptIn: true,
      unconfirmedDays: 30,
    });
    expect(await getFormSettings((await setUp()).ctx, "subscriber")).toEqual({
      allowedOrigins: [],
      isDoubleOptIn: true,
      unconfirmedDays: 30,
    });
    expect(await db.auditEvent.findMany({ where: { environmentId: environment.id } })).toMatchObject([
      {
        type: "subscription_form.updated",
        actorId: ctx.actor.id,
        before: { kind: "subscriber", allowedOrigins: [], isDoubleOptIn: true },
        after: settings,
      },
    ]);
  });

  test("refuses who may not", async () => {
    const { environment, ctx } = await setUp();
    const support = await contextFor({ role: "support", environment });
    await expect(updateFormSettings(support, settings)).rejects.toMatchObject({ code: "forbidden" });
    expect(await getFormSettings(ctx, "subscriber")).toEqual({
      allowedOrigins: [],
      isDoubleOptIn: true,
      unconfirmedDays: 30,
    });
  });

  test("tells the second to save one page what the first has changed", async () => {
    const { environment, ctx } = await setUp();
    const seen = { allowedOrigins: "", isDoubleOptIn: true, unconfirmedDays: 30 };
    await updateFormSettings(ctx, { ...settings, seen });
    const second = { ...settings, allowedOrigins: ["https://b.example"], isDoubleOptIn: true, seen };
    await expect(updateFormSettings(ctx, second)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/“https:\/\/shop\.example”, double opt-in is now off/),
    });
    expect(await getFormSettings(ctx, "subscriber")).toMatchObject({
      allowedOrigins: settings.allowedOrigins,
    });
    expect(await db.auditEvent.count({ where: { environmentId: environment.id } })).toBe(1);
  });

  test("of two different ones at once no change is lost silently", async () => {
    const { environment, ctx } = await setUp();
    await updateFormSettings(ctx, settings);
    const results = await Promise.allSettled(
      ["https://a.example", "https://b.example"].map((site) =>
        updateFormSettings(ctx, { ...settings, allowedOrigins: [site] }),
      ),
    );
    const done = results.filter(({ status }) => status === "fulfilled").length;
    expect(await db.auditEvent.count({ where: { environmentId: environment.id } })).toBe(1 + done);
  });
});

describe("updateFormSettingsInput", () => {
  const read = (allowedOrigins: string, unconfirmedDays: unknown = "30") =>
    updateFormSettingsInput.safeParse({
      ...{ kind: "subscriber", isDoubleOptIn: true },
      unconfirmedDays,
      allowedOrigins,
    });

  test.each(["6", "366", "7.5", "-30", "soon", "", "1e9"])("refuses %s days", (days) => {
    expect(read("", days).success).toBe(false);
  });

  test("reads days as they are typed", () => {
    expect(read("", "7").data?.unconfirmedDays).toBe(7);
    expect(read("", " 365 ").data?.unconfirmedDays).toBe(365);
  });

  test("reads one origin a line", () => {
    const given = " https://shop.example/\n\nhttp://localhost:4000\r\nhttps://shop.example";
    expect(read(given).data?.allowedOrigins).toEqual(["https://shop.example", "http://localhost:4000"]);
  });

  test.each([
    "null",
    "*",
    "https://*.example",
    "shop.example",
    "ftp://shop.example",
    "https://shop.example/path",
    "https://shop.example:443",
    "https://user@shop.example",
    "HTTPS://Shop.example",
    "javascript:alert(1)",
  ])("refuses %s", (origin) => {
    expect(read(origin).success).toBe(false);
  });
});
