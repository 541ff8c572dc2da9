import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";

const MOST_ROLES = 500;

/** The roles of this environment by name, to choose among them; their number is bounded. */
export async function listRoleNames(ctx: Context) {
  assertCan(ctx, "roles:read");
  return db.role.findMany({
    where: { environmentId: ctx.environment.id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST_ROLES,
    select: { id: true, name: true, key: true },
  });
}
