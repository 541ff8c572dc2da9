import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "./assert-can";
import { assertMayDefine } from "./assert-may-define";
import { countPermissionReach } from "./count-permission-reach";
import { requirePermission } from "./require-permission";
import type { permissionIdInput } from "./schema";

/** Deletes a permission, and takes it from every role and user that has it. */
export async function deletePermission(
  ctx: Context,
  { permissionId }: z.output<typeof permissionIdInput>,
): Promise<void> {
  assertCan(ctx, "roles:write");
  assertMayDefine(ctx);
  await inTransaction(ctx, async (tx) => {
    const { id, name, key } = await requirePermission(tx, ctx, permissionId);
    const { users, roles } = await countPermissionReach(tx, id);
    await tx.permission.delete({ where: { id }, select: { id: true } });
    await recordEvent(tx, ctx, {
      type: "permission.deleted",
      target: { type: "permission", id },
      before: { name, key, usersWhoHadIt: users, rolesThatHadIt: roles },
    });
  });
}
