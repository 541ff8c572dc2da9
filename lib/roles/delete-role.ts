import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { assertMayDefine } from "@/lib/permissions/assert-may-define";
import { countRoleUsers } from "./count-role-users";
import { requireRole } from "./require-role";
import type { roleIdInput } from "./schema";

/** Deletes a role, and takes it with its permissions from every user who has it. */
export async function deleteRole(ctx: Context, { roleId }: z.output<typeof roleIdInput>): Promise<void> {
  assertCan(ctx, "roles:write");
  assertMayDefine(ctx);
  await inTransaction(ctx, async (tx) => {
    const { id, name, key, permissions, isBuiltIn } = await requireRole(tx, ctx, roleId);
    if (isBuiltIn) {
      throw new AppError(
        "forbidden",
        `The ${name} role is built in and cannot be deleted. Take it from those who have it instead.`,
      );
    }
    const usersWhoHadIt = await countRoleUsers(tx, id);
    await tx.role.delete({ where: { id }, select: { id: true } });
    await recordEvent(tx, ctx, {
      type: "role.deleted",
      target: { type: "role", id },
      before: { name, key, permissions: permissions.map((permission) => permission.key), usersWhoHadIt },
    });
  });
}
