import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import type { deleteSavedViewInput } from "./schema";

/** Takes a saved view away from the whole team. */
export async function deleteSavedView(
  ctx: Context,
  { savedViewId }: z.output<typeof deleteSavedViewInput>,
): Promise<void> {
  assertCan(ctx, "views:share");
  if (!isId(savedViewId)) throw notFoundError("saved view");
  await inTransaction(ctx, async (tx) => {
    const where = { id: savedViewId, environmentId: ctx.environment.id };
    const view = await tx.savedView.findFirst({ where, select: { screen: true, name: true, query: true } });
    if (!view) throw notFoundError("saved view");
    const { count } = await tx.savedView.deleteMany({ where });
    if (count === 0) throw new AppError("conflict", "Someone else just did this.");
    await recordEvent(tx, ctx, {
      type: "saved_view.deleted",
      target: { type: "saved_view", id: savedViewId },
      before: view,
    });
  });
}
