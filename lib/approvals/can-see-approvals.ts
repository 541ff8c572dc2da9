import type { Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { canAny } from "@/lib/permissions/assert-can";
import { canSupport } from "@/lib/support/assert-can-support";

type Who = Pick<Context, "actor" | "environment">;

/** Who decides or may read sees all requests; who may only ask sees their own; others see none. */
export function approvalsInSight(ctx: Who): "all" | "own" | null {
  if (canAny(ctx, ["approvals:read", "approvals:decide"])) return "all";
  return ctx.actor.type === "admin" && canSupport(ctx) ? "own" : null;
}

/** The requests that this actor may see, as a condition; refuses who may see none. */
export function visibleRequests(ctx: Who): { environmentId: string; requestedById?: string } {
  const sight = approvalsInSight(ctx);
  const environmentId = ctx.environment.id;
  if (sight === "all") return { environmentId };
  if (sight === "own" && ctx.actor.type === "admin") return { environmentId, requestedById: ctx.actor.id };
  throw new AppError("forbidden", "Your role does not allow this: seeing requests for approval.");
}
