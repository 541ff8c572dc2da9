import "server-only";
import type { Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { assertCan, can } from "@/lib/permissions/assert-can";
import { mayDefine } from "@/lib/permissions/assert-may-define";

/**
 * Refuses who may not change connections. Whoever answers for an identity provider can be any of its users, so in the team,
 * whose users are the staff, only an owner may: an admin could make themself an owner.
 */
export function assertMayConnect(ctx: Context): void {
  assertCan(ctx, "settings:write");
  if (!mayDefine(ctx))
    throw new AppError("forbidden", "Only an owner can change the connections of the team.");
}

/** Whether `assertMayConnect` would let the actor. */
export function mayConnect(ctx: Context): boolean {
  return can(ctx, "settings:write") && mayDefine(ctx);
}
