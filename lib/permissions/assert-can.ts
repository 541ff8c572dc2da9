import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { STAFF_PERMISSIONS, type StaffPermission } from "./staff-permissions";

const READS = /:(read|export)$/;

/** Whether the actor may do this here. Changing members of the team needs `staff:manage` besides. */
export function can(ctx: Pick<Context, "actor" | "environment">, permission: StaffPermission): boolean {
  const { actor, environment } = ctx;
  if (actor.type === "system") return true;
  if (actor.type === "user") return false;
  if (!actor.permissions.has(permission)) return false;
  const isStaffChange = environment.key === TEAM_ENVIRONMENT && !READS.test(permission);
  return !isStaffChange || actor.permissions.has("staff:manage");
}

/** Refuses with `forbidden`, in words that say which right is missing. The first line of each verb. */
export function assertCan(ctx: Pick<Context, "actor" | "environment">, permission: StaffPermission): void {
  if (can(ctx, permission)) return;
  const deed = STAFF_PERMISSIONS[permission];
  throw new AppError(
    "forbidden",
    `Your role does not allow this: ${deed.charAt(0).toLowerCase()}${deed.slice(1)}.`,
  );
}

/** Whether the actor may do at least one of these here. */
export function canAny(
  ctx: Pick<Context, "actor" | "environment">,
  permissions: readonly StaffPermission[],
): boolean {
  return permissions.some((permission) => can(ctx, permission));
}
