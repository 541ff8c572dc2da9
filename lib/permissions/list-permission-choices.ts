import "server-only";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { assertCan } from "./assert-can";
import { areaOf, STAFF_PERMISSIONS } from "./staff-permissions";

/**
 * Every permission of this environment by name, for the switches of a role; their number is bounded. Those of the team come by the
 * area of the dashboard that they are about.
 */
export async function listPermissionChoices(ctx: Context) {
  assertCan(ctx, "roles:read");
  const found = await db.permission.findMany({
    where: { environmentId: ctx.environment.id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true, key: true, isAddedToNewRoles: true },
  });
  if (ctx.environment.key !== TEAM_ENVIRONMENT) return found.map((choice) => ({ ...choice, area: null }));
  const order = Object.keys(STAFF_PERMISSIONS);
  const placeOf = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return found
    .map((choice) => ({ ...choice, area: areaOf(choice.key) ?? "Your own" }))
    .toSorted((a, b) => placeOf(a.key) - placeOf(b.key));
}

export type PermissionChoice = Awaited<ReturnType<typeof listPermissionChoices>>[number];
