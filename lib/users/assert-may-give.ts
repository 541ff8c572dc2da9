import "server-only";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";

/** In the team, only an owner changes their own access, and nobody gives a right that they do not have. */
export function assertMayGive(ctx: Context, userId: string, permissionKeys: readonly string[]): void {
  const { actor, environment } = ctx;
  if (environment.key !== TEAM_ENVIRONMENT || actor.type === "system") return;
  if (actor.type === "admin" && actor.isOwner) return;
  if (actor.type === "user" || actor.id === userId) {
    throw new AppError("forbidden", "You cannot change your own access. Ask an owner to do it.");
  }
  if (permissionKeys.some((key) => !actor.permissions.has(key))) {
    throw new AppError("forbidden", "You cannot give rights that you do not have. Ask an owner to do it.");
  }
}
