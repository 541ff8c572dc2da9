import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";

/** In the team only an owner decides what roles hold, so that nobody can widen a role that they have. */
export function assertMayDefine({ actor, environment }: Pick<Context, "actor" | "environment">): void {
  if (mayDefine({ actor, environment })) return;
  throw new AppError("forbidden", "Only an owner can change the team's roles and permissions.");
}

/** Whether roles and permissions of this environment are this actor's to change, as far as the team goes. */
export function mayDefine({ actor, environment }: Pick<Context, "actor" | "environment">): boolean {
  if (environment.key !== TEAM_ENVIRONMENT || actor.type === "system") return true;
  return actor.type === "admin" && actor.isOwner;
}
