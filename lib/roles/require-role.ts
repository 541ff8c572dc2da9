import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { builtIn } from "./built-in";

/** The role that a deed is about, locked; the team's Owner role is refused, so that somebody always can do everything. */
export async function requireRole(tx: Tx, ctx: Context, id: string) {
  const rows = isId(id)
    ? await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM role
        WHERE id = ${id}::uuid AND environment_id = ${ctx.environment.id}::uuid FOR UPDATE`
    : [];
  if (rows.length === 0) throw notFoundError("role");
  const { permissions, givenPermissions, ...role } = await tx.role.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      name: true,
      description: true,
      key: true,
      isAssignedToNewUsers: true,
      version: true,
      givenPermissions: true,
      permissions: { select: { permission: { select: { id: true, key: true } } } },
    },
  });
  const { isBuiltIn, isFixed } = builtIn(ctx, { key: role.key, givenPermissions });
  if (isFixed) {
    throw new AppError("forbidden", "Owners always have every right: the Owner role stays as it is.");
  }
  return {
    ...role,
    isBuiltIn,
    permissions: permissions.map(({ permission }) => permission),
  };
}
