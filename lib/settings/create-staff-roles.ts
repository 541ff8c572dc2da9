import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { OWNER_ROLE_KEY, STAFF_PERMISSIONS, STAFF_ROLES } from "@/lib/permissions/staff-permissions";

/** Gives the team its permissions and the roles that every installation begins with; returns the Owner role's id. */
export async function createStaffRoles(tx: Tx, ctx: Context): Promise<string> {
  const environmentId = ctx.environment.id;
  const permissions = Object.entries(STAFF_PERMISSIONS).map(([key, name]) => ({
    id: newId(),
    environmentId,
    key,
    name,
  }));
  const roles = STAFF_ROLES.map((role) => ({ ...role, id: newId(), environmentId }));
  const owner = roles.find((role) => role.key === OWNER_ROLE_KEY);
  if (!owner) throw new Error("There is no Owner role among the staff roles.");

  await tx.permission.createMany({ data: permissions });
  await tx.role.createMany({
    data: roles.map(({ permissions: givenPermissions, ...role }) => ({ ...role, givenPermissions })),
  });
  await tx.rolePermission.createMany({
    data: roles.flatMap((role) =>
      permissions
        .filter((permission) => role.permissions.some((key) => key === permission.key))
        .map((permission) => ({ roleId: role.id, permissionId: permission.id })),
    ),
  });
  await recordEvents(
    tx,
    ctx,
    roles.map(({ id, key, name, permissions: given }) => ({
      type: "role.created",
      target: { type: "role", id },
      after: { key, name, permissions: given },
    })),
  );
  return owner.id;
}
