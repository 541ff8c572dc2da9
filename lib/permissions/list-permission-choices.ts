import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { assertCan } from "./assert-can";

/** Every permission of this environment by name, for the switches of a role; their number is bounded. */
export async function listPermissionChoices(ctx: Context) {
  assertCan(ctx, "roles:read");
  return db.permission.findMany({
    where: { environmentId: ctx.environment.id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true, key: true, isAddedToNewRoles: true },
  });
}

export type PermissionChoice = Awaited<ReturnType<typeof listPermissionChoices>>[number];
