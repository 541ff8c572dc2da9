import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { parseListParams } from "@/lib/core/list-params";
import { listPermissions } from "@/lib/permissions/list-permissions";
import { namedListSpec } from "@/lib/permissions/schema";
import { listRoles } from "@/lib/roles/list-roles";
import { explainAccess } from "@/lib/users/explain-access";
import { listHolders } from "@/lib/users/list-holders";

export type AccessCase = {
  name: string;
  read: (index: number) => Promise<unknown>;
  path: (index: number) => string;
};

/** Roles, permissions, who has them, and what one user may do: the reads and their pages. */
export async function accessCases(ctx: Context): Promise<AccessCase[]> {
  const { id: environmentId } = ctx.environment;
  const most = await db.$queryRaw<{ id: string }[]>`
    SELECT role_id AS id FROM membership_role GROUP BY role_id ORDER BY count(*) DESC LIMIT 1`;
  const roleId = most[0]?.id ?? "";
  // Of the permissions of the role that most have: found through roles and directly.
  const { permissionId } = await db.rolePermission.findFirstOrThrow({
    where: { roleId },
    select: { permissionId: true },
  });
  const members = await db.membershipRole.findMany({
    where: { role: { environmentId } },
    orderBy: { userId: "desc" },
    take: 200,
    select: { userId: true, organizationId: true },
  });
  const named = parseListParams({}, namedListSpec);
  const memberAt = (index: number) => members[index % members.length] ?? { userId: "", organizationId: "" };
  const holders = (kind: "role" | "permission", id: string, q: string): Omit<AccessCase, "name"> => ({
    read: () => listHolders(ctx, { kind, id }, { q, cursor: null, direction: "next" }),
    path: () => `/settings/${kind}s/${id}?q=${q}`,
  });
  return [
    { name: "roles: first page", read: () => listRoles(ctx, named), path: () => "/settings/roles" },
    {
      name: "permissions: first page",
      read: () => listPermissions(ctx, named),
      path: () => "/settings/permissions",
    },
    { name: "who has a role: first page", ...holders("role", roleId, "") },
    { name: "who has a role: search, common word", ...holders("role", roleId, "anna") },
    { name: "who has a permission: first page", ...holders("permission", permissionId, "") },
    { name: "who has a permission: search, common word", ...holders("permission", permissionId, "anna") },
    {
      name: "user: access explained",
      read: (index) => explainAccess(ctx, memberAt(index)),
      path: (index) => {
        const { userId, organizationId } = memberAt(index);
        return `/users/${userId}/access?organization=${organizationId}`;
      },
    },
  ];
}
