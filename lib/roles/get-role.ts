import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { OWNER_ROLE_KEY } from "@/lib/permissions/staff-permissions";
import { countRoleUsers } from "./count-role-users";

/** One role of this environment with its permissions, and how many users have it. */
export async function getRole(ctx: Context, roleId: string) {
  assertCan(ctx, "roles:read");
  const found = isId(roleId)
    ? await db.role.findUnique({
        where: { id: roleId, environmentId: ctx.environment.id },
        select: {
          id: true,
          name: true,
          description: true,
          key: true,
          isAssignedToNewUsers: true,
          version: true,
          givenPermissions: true,
          permissions: { select: { permissionId: true } },
        },
      })
    : null;
  if (!found) throw notFoundError("role");
  const { permissions, givenPermissions, ...role } = found;
  return {
    ...role,
    isBuiltIn: givenPermissions.length > 0,
    /** Nobody changes it: owners always have every right. */
    isFixed: givenPermissions.length > 0 && role.key === OWNER_ROLE_KEY,
    permissionIds: permissions.map(({ permissionId }) => permissionId),
    users: await countRoleUsers(db, role.id),
  };
}

export type RoleDetails = Awaited<ReturnType<typeof getRole>>;
