import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createTestEnvironment } from "@/prisma/factories";
import { createSavedView } from "./create-saved-view";
import { deleteSavedView } from "./delete-saved-view";
import { listSavedViews } from "./list-saved-views";
import { createSavedViewInput } from "./schema";

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "support", environment });
  const view = createSavedViewInput.parse({
    screen: "users",
    name: " Suspended ",
    query: "status=suspended&sort=name&cursor=abc&direction=previous",
  });
  return { environment, ctx, view };
}

const eventTypes = (environmentId: string) =>
  db.auditEvent
    .findMany({ where: { environmentId }, orderBy: { id: "asc" }, select: { type: true } })
    .then((events) => events.map(({ type }) => type));

describe("saved views", () => {
  test("are saved without the page, shown to the whole team, deleted, and each is recorded", async () => {
    const { environment, ctx, view } = await setUp();
    const { savedViewId } = await createSavedView(ctx, view);
    const colleague = await contextFor({ role: "auditor", environment });
    expect(await listSavedViews(colleague, "users")).toEqual([
      { id: savedViewId, name: "Suspended", query: "status=suspended&sort=name" },
    ]);
    await deleteSavedView(ctx, { savedViewId });
    expect(await listSavedViews(ctx, "users")).toEqual([]);
    expect(await eventTypes(environment.id)).toEqual(["saved_view.created", "saved_view.deleted"]);
  });

  test("keep half a character as the sign for one that cannot be shown", async () => {
    const { ctx } = await setUp();
    const view = createSavedViewInput.parse({ screen: "users", name: "a\ud83d", query: "q=\ud83d" });
    await createSavedView(ctx, view);
    expect(await listSavedViews(ctx, "users")).toMatchObject([{ name: "a\ufffd" }]);
  });

  test("need the right to share them", async () => {
    const { environment, ctx, view } = await setUp();
    const { savedViewId } = await createSavedView(ctx, view);
    const auditor = await contextFor({ role: "auditor", environment });
    await expect(createSavedView(auditor, { ...view, name: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(deleteSavedView(auditor, { savedViewId })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("have one name each, also when two are saved at once", async () => {
    const { environment, ctx, view } = await setUp();
    const results = await Promise.allSettled([1, 2].map(() => createSavedView(ctx, view)));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await eventTypes(environment.id)).toEqual(["saved_view.created"]);
  });

  test("belong to their environment", async () => {
    const { ctx, view } = await setUp();
    const { savedViewId } = await createSavedView(ctx, view);
    const other = await setUp();
    expect(await listSavedViews(other.ctx, "users")).toEqual([]);
    for (const id of [savedViewId, "nonsense"]) {
      await expect(deleteSavedView(other.ctx, { savedViewId: id })).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });
});
