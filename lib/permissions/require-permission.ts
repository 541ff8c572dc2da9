import "server-only";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { STAFF_PERMISSIONS } from "./staff-permissions";

/** The permission that a deed is about, locked; the dashboard's own are refused, because its code asks for them. */
export async function requirePermission(tx: Tx, ctx: Context, id: string) {
  const rows = isId(id)
    ? await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM permission
        WHERE id = ${id}::uuid AND environment_id = ${ctx.environment.id}::uuid FOR UPDATE`
    : [];
  if (rows.length === 0) throw notFoundError("permission");
  const permission = await tx.permission.findUniqueOrThrow({
    where: { id },
    select: { id: true, name: true, description: true, key: true, isAddedToNewRoles: true, version: true },
  });
  if (ctx.environment.key === TEAM_ENVIRONMENT && Object.hasOwn(STAFF_PERMISSIONS, permission.key)) {
    throw new AppError("forbidden", "This permission belongs to the dashboard itself. It stays as it is.");
  }
  return permission;
}
