import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "./assert-can";
import { countPermissionReach } from "./count-permission-reach";

/** One permission of this environment, with how many users and roles have it. */
export async function getPermission(ctx: Context, permissionId: string) {
  assertCan(ctx, "roles:read");
  const found = isId(permissionId)
    ? await db.permission.findUnique({
        where: { id: permissionId, environmentId: ctx.environment.id },
        select: {
          id: true,
          name: true,
          description: true,
          key: true,
          isAddedToNewRoles: true,
          version: true,
        },
      })
    : null;
  if (!found) throw notFoundError("permission");
  return { ...found, reach: await countPermissionReach(db, found.id) };
}

export type PermissionDetails = Awaited<ReturnType<typeof getPermission>>;
