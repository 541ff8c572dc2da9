import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { OWNER_ROLE_KEY } from "@/lib/permissions/staff-permissions";

/** Whether a role is part of the product, and whether nobody changes it, as the team's owners always have every right. */
export function builtIn(
  { environment }: Pick<Context, "environment">,
  { key, givenPermissions }: { key: string; givenPermissions: readonly string[] },
) {
  return {
    isBuiltIn: givenPermissions.length > 0,
    isFixed: environment.key === TEAM_ENVIRONMENT && key === OWNER_ROLE_KEY,
  };
}
