import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import type { createSavedViewInput } from "./schema";

/** Saves how a list is shown under a name, for the whole team. */
export async function createSavedView(
  ctx: Context,
  { screen, name, query }: z.output<typeof createSavedViewInput>,
): Promise<{ savedViewId: string }> {
  assertCan(ctx, "views:share");
  const id = newId();
  const createdById = ctx.actor.type === "admin" || ctx.actor.type === "api_key" ? ctx.actor.id : id;
  await inTransaction(ctx, async (tx) => {
    // ON CONFLICT DO NOTHING: of two views of one name at once, one is saved.
    const { count } = await tx.savedView.createMany({
      data: { id, environmentId: ctx.environment.id, screen, name, query, createdById },
      skipDuplicates: true,
    });
    if (count === 0) {
      throw new AppError("conflict", "This name is taken.", { name: "A view of this name exists already." });
    }
    await recordEvent(tx, ctx, {
      type: "saved_view.created",
      target: { type: "saved_view", id },
      after: { screen, name, query },
    });
  });
  return { savedViewId: id };
}
