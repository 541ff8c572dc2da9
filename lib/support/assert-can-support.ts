import type { Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { canAny } from "@/lib/permissions/assert-can";
import { DEED_PERMISSIONS } from "./deed-permissions";

type Who = Pick<Context, "actor" | "environment">;

/** Whether the actor may do any of the deeds that can need a verified caller or an approval. */
export function canSupport(ctx: Who): boolean {
  return canAny(ctx, Object.values(DEED_PERMISSIONS));
}

/** Refuses who may do none of these deeds: they have no caller to verify and nothing to ask for. */
export function assertCanSupport(ctx: Who): void {
  if (canSupport(ctx)) return;
  throw new AppError("forbidden", "Your role does not allow this: helping users who call.");
}
