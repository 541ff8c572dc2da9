import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";

/** Every permission of this environment: whether the user has it directly in this organization, and by which roles. */
export async function listUserPermissions(ctx: Context, place: { userId: string; organizationId: string }) {
  assertCan(ctx, "users:read");
  assertCan(ctx, "roles:read");
  const permissions = await db.permission.findMany({
    where: { environmentId: ctx.environment.id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      key: true,
      description: true,
      members: { where: place, select: { createdAt: true } },
      roles: {
        where: { role: { members: { some: place } } },
        select: { role: { select: { name: true } } },
      },
    },
  });
  return permissions.map(({ members, roles, ...permission }) => ({
    ...permission,
    givenAt: members[0]?.createdAt ?? null,
    byRoles: roles.map(({ role }) => role.name),
  }));
}
