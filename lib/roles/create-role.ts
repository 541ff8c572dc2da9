import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { assertMayDefine } from "@/lib/permissions/assert-may-define";
import { orKeyConflict } from "@/lib/permissions/or-key-conflict";
import { lockPermissions } from "./lock-permissions";
import { type createRoleInput, MOST_ROLES } from "./schema";

/** Adds a role with the permissions chosen and those that go into every new role. */
export async function createRole(
  ctx: Context,
  input: z.output<typeof createRoleInput>,
): Promise<{ roleId: string }> {
  assertCan(ctx, "roles:write");
  assertMayDefine(ctx);
  const environmentId = ctx.environment.id;
  const id = newId();
  const { name, description, key, isAssignedToNewUsers } = input;
  const facts = { name, description, key, isAssignedToNewUsers };
  await orKeyConflict(
    "role",
    inTransaction(ctx, async (tx) => {
      if ((await tx.role.count({ where: { environmentId } })) >= MOST_ROLES) {
        throw new AppError("conflict", `An environment can have at most ${MOST_ROLES} roles.`);
      }
      const automatic = await tx.permission.findMany({
        where: { environmentId, isAddedToNewRoles: true },
        select: { id: true },
      });
      const permissions = await lockPermissions(tx, ctx, [
        ...input.permissionIds,
        ...automatic.map((permission) => permission.id),
      ]);
      await tx.role.create({ data: { id, environmentId, ...facts }, select: { id: true } });
      await tx.rolePermission.createMany({
        data: permissions.map((permission) => ({ roleId: id, permissionId: permission.id })),
      });
      await recordEvent(tx, ctx, {
        type: "role.created",
        target: { type: "role", id },
        after: { ...facts, permissions: permissions.map((permission) => permission.key) },
      });
    }),
  );
  return { roleId: id };
}
