import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";

/** Every role of this environment with whether the user has it in this organization; their number is bounded. */
export async function listUserRoles(ctx: Context, place: { userId: string; organizationId: string }) {
  assertCan(ctx, "users:read");
  assertCan(ctx, "roles:read");
  const roles = await db.role.findMany({
    where: { environmentId: ctx.environment.id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      key: true,
      description: true,
      members: { where: place, select: { createdAt: true } },
    },
  });
  return roles.map(({ members, ...role }) => ({ ...role, givenAt: members[0]?.createdAt ?? null }));
}
