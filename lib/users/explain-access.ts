import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";

/** One way by which a user has a permission; without a role it was given to the user directly. */
export type AccessPath = {
  role: { id: string; name: string; isDefault: boolean } | null;
  since: Date;
  /** The admin who gave it, by today's name; null when it came by itself, as a default role at a sign-up. */
  givenBy: { id: string; name: string } | null;
};

export type ExplainedPermission = { id: string; key: string; name: string; paths: AccessPath[] };

type Row = {
  id: string;
  key: string;
  name: string;
  since: Date;
  roleId: string | null;
  roleName: string | null;
  isDefault: boolean;
  giverId: string | null;
  giverName: string | null;
};

/** Every permission that a user has in an organization, with each path to it: one statement, by the keys of the grants. */
export async function explainAccess(
  ctx: Context,
  { userId, organizationId }: { userId: string; organizationId: string },
): Promise<ExplainedPermission[]> {
  assertCan(ctx, "users:read");
  assertCan(ctx, "roles:read");
  if (!isId(userId) || !isId(organizationId)) throw notFoundError("user");
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.id, p.key, p.name, path.created_at AS since, r.id AS "roleId", r.name AS "roleName",
      COALESCE(r.is_assigned_to_new_users, false) OR EXISTS (
        SELECT FROM organization_default_role d
        WHERE d.organization_id = ${organizationId}::uuid AND d.role_id = r.id) AS "isDefault",
      path.granted_by_id AS "giverId",
      COALESCE(NULLIF(btrim(g.first_name || ' ' || g.last_name), ''), g.email) AS "giverName"
    FROM (
      SELECT mr.role_id, rp.permission_id, mr.created_at, mr.granted_by_id
      FROM membership_role mr JOIN role_permission rp ON rp.role_id = mr.role_id
      WHERE mr.organization_id = ${organizationId}::uuid AND mr.user_id = ${userId}::uuid
      UNION ALL
      SELECT NULL, mp.permission_id, mp.created_at, mp.granted_by_id FROM membership_permission mp
      WHERE mp.organization_id = ${organizationId}::uuid AND mp.user_id = ${userId}::uuid
    ) path
    JOIN permission p ON p.id = path.permission_id AND p.environment_id = ${ctx.environment.id}::uuid
    LEFT JOIN role r ON r.id = path.role_id
    LEFT JOIN app_user g ON g.id = path.granted_by_id
    ORDER BY p.name, p.id, r.name NULLS FIRST, r.id`;
  const permissions = new Map<string, ExplainedPermission>();
  for (const row of rows) {
    const { id, key, name } = row;
    const permission = permissions.get(id) ?? { id, key, name, paths: [] };
    permission.paths.push(toPath(row));
    permissions.set(id, permission);
  }
  return [...permissions.values()];
}

function toPath({ roleId, roleName, isDefault, since, giverId, giverName }: Row): AccessPath {
  return {
    role: roleId && roleName !== null ? { id: roleId, name: roleName, isDefault } : null,
    since,
    givenBy: giverId ? { id: giverId, name: giverName ?? "A former member of the team" } : null,
  };
}
