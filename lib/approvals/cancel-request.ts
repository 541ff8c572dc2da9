import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCanSupport } from "@/lib/support/assert-can-support";
import { endRequest } from "./end-request";
import { requirePendingRequest } from "./require-request";
import type { cancelRequestInput } from "./schema";

/** Takes back what one has asked for, while nobody has decided it. */
export async function cancelRequest(
  ctx: Context,
  { requestId }: z.output<typeof cancelRequestInput>,
): Promise<void> {
  assertCanSupport(ctx);
  await inTransaction(ctx, async (tx) => {
    const request = await requirePendingRequest(tx, ctx, requestId);
    if (ctx.actor.type !== "admin" || ctx.actor.id !== request.requestedById) {
      throw new AppError("forbidden", "Only who asked for this can cancel it.");
    }
    await endRequest(tx, ctx, request, { state: "cancelled" });
    await recordEvent(tx, ctx, {
      type: "approval.cancelled",
      target: { type: "approval", id: request.id },
      userId: request.userId,
      after: { kind: request.kept.kind },
    });
  });
}
