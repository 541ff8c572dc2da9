import "server-only";
import { type Context, type EnvironmentRef, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { listEnvironments } from "@/lib/environments/list-environments";
import { assertCan, can } from "@/lib/permissions/assert-can";

/** The environments that this one's roles can be copied to. */
export async function listCopyTargets(ctx: Context): Promise<EnvironmentRef[]> {
  assertCan(ctx, "roles:write");
  if (ctx.environment.key === TEAM_ENVIRONMENT) return [];
  return (await listEnvironments()).filter(
    (environment) =>
      environment.key !== TEAM_ENVIRONMENT &&
      environment.id !== ctx.environment.id &&
      can({ ...ctx, environment }, "roles:write"),
  );
}
