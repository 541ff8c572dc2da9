import type { Context } from "@/lib/core/context";
import { can } from "@/lib/permissions/assert-can";

/** What the reader may do with users here, to hide what would be refused; the verbs decide for themselves. */
export function userRights(ctx: Context) {
  return {
    canCreate: can(ctx, "users:create"),
    canUpdate: can(ctx, "users:update"),
    canSetRoles: can(ctx, "users:set_roles"),
    canSuspend: can(ctx, "users:suspend"),
    canResetPassword: can(ctx, "users:reset_password"),
    canDelete: can(ctx, "users:delete"),
    canChangeMembers: can(ctx, "organizations:write"),
    canExport: can(ctx, "users:export"),
    canShareViews: can(ctx, "views:share"),
  };
}

export type UserRights = ReturnType<typeof userRights>;
