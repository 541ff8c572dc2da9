import { cache } from "react";
import type { Context } from "@/lib/core/context";
import { canSupport } from "@/lib/support/assert-can-support";
import { findCallerVerified } from "@/lib/support/find-caller-verified";

/** How this agent has verified their caller, read once for layout and page; null for who verifies nobody, and for oneself. */
export const findCaller = cache(async (ctx: Context, userId: string) => {
  const isSelf = ctx.actor.type === "admin" && ctx.actor.id === userId;
  return canSupport(ctx) && !isSelf ? { verified: await findCallerVerified(ctx, userId) } : null;
});
