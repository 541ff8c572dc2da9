import "server-only";
import { type Context, type EnvironmentRef, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { AppError, notFoundError } from "@/lib/core/errors";
import { findEnvironment } from "@/lib/environments/find-environment";
import { assertCan } from "@/lib/permissions/assert-can";

/** The environment that roles are copied to: another one, where the actor may define roles too, and never the team. */
export async function requireCopyTarget(ctx: Context, key: string): Promise<EnvironmentRef> {
  const target = await findEnvironment(key);
  if (!target) throw notFoundError("environment");
  if (ctx.environment.key === TEAM_ENVIRONMENT || target.key === TEAM_ENVIRONMENT) {
    throw new AppError(
      "forbidden",
      "The team's roles are its own: they are not copied, and none are copied to it.",
    );
  }
  if (target.id === ctx.environment.id) {
    throw new AppError("conflict", "Choose another environment than this one.");
  }
  assertCan({ ...ctx, environment: target }, "roles:write");
  return target;
}
