import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { requireTarget } from "@/lib/users/guard-target";
import { endOne } from "./end-one";
import type { endSessionInput } from "./schema";

/** Ends one session of a user with all that applications got from it, so that the next request or refresh is refused. */
export async function endSession(ctx: Context, input: z.output<typeof endSessionInput>): Promise<void> {
  assertCan(ctx, "users:suspend");
  if (ctx.actor.type === "admin" && ctx.actor.sessionId === input.sessionId) {
    throw new AppError("forbidden", "This is the session that you are using. Sign out to end it.");
  }
  await inTransaction(ctx, async (tx) => {
    const user = await requireTarget(tx, ctx, input.userId);
    const startedAt = await endOne(tx, ctx.environment.id, user.id, input.sessionId);
    if (!startedAt) throw new AppError("not_found", "This session has ended, or is not one of this user.");
    await recordEvent(tx, ctx, {
      type: "user.session_ended",
      target: { type: "user", id: user.id },
      before: { startedAt },
    });
  });
}
