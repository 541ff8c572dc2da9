import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { builtIn } from "./built-in";
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
  const { permissions, givenPermissions: _, ...role } = found;
  return {
    ...role,
    ...builtIn(ctx, found),
    permissionIds: permissions.map(({ permissionId }) => permissionId),
    users: await countRoleUsers(db, role.id),
  };
}

export type RoleDetails = Awaited<ReturnType<typeof getRole>>;
