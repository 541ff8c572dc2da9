import { cache } from "react";
import { getCaller } from "@/lib/callers/get-caller";
import type { Context } from "@/lib/core/context";
import { canSupport } from "@/lib/support/assert-can-support";

/** How this agent's caller stands, read once for layout and page; null for who verifies nobody, and for oneself. */
export const findCaller = cache(async (ctx: Context, userId: string) => {
  const isSelf = ctx.actor.type === "admin" && ctx.actor.id === userId;
  return canSupport(ctx) && !isSelf ? getCaller(ctx, userId) : null;
});
