import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { assertCan } from "./assert-can";
import { assertMayDefine } from "./assert-may-define";
import { orKeyConflict } from "./or-key-conflict";
import { type createPermissionInput, MOST_PERMISSIONS } from "./schema";

/** Adds a permission; nobody has it before it is given to a user or a role. */
export async function createPermission(
  ctx: Context,
  { name, description, key, isAddedToNewRoles }: z.output<typeof createPermissionInput>,
): Promise<{ permissionId: string }> {
  assertCan(ctx, "roles:write");
  assertMayDefine(ctx);
  const environmentId = ctx.environment.id;
  const id = newId();
  const facts = { name, description, key, isAddedToNewRoles };
  await orKeyConflict(
    "permission",
    inTransaction(ctx, async (tx) => {
      if ((await tx.permission.count({ where: { environmentId } })) >= MOST_PERMISSIONS) {
        throw new AppError("conflict", `An environment can have at most ${MOST_PERMISSIONS} permissions.`);
      }
      await tx.permission.create({ data: { id, environmentId, ...facts }, select: { id: true } });
      await recordEvent(tx, ctx, {
        type: "permission.created",
        target: { type: "permission", id },
        after: facts,
      });
    }),
  );
  return { permissionId: id };
}
