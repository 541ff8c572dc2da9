import "server-only";
import { errors } from "oidc-provider";
import { currentDb, requireScope } from "./request-scope";

type Row = { code: string; permissions: string[] | null };

/**
 * The organization of an access token (the default one first) and the user's permissions there, in one statement. A user
 * whose organizations are all suspended gets no token.
 */
export async function accessClaims(userId: string): Promise<{ org_code?: string; permissions: string[] }> {
  const [row] = await currentDb().$queryRaw<Row[]>`
    SELECT o.code, (
        SELECT array_agg(DISTINCT p.key) FROM permission p WHERE p.id IN (
          SELECT rp.permission_id FROM membership_role mr JOIN role_permission rp ON rp.role_id = mr.role_id
          WHERE mr.user_id = m.user_id AND mr.organization_id = m.organization_id
          UNION ALL
          SELECT mp.permission_id FROM membership_permission mp
          WHERE mp.user_id = m.user_id AND mp.organization_id = m.organization_id
        )) AS permissions
    FROM membership m JOIN organization o ON o.id = m.organization_id
    WHERE m.user_id = ${userId}::uuid AND o.environment_id = ${requireScope().environment.id}::uuid
      AND o.suspended_at IS NULL
    ORDER BY o.is_default DESC, m.created_at LIMIT 1`;
  if (row) return { org_code: row.code, permissions: row.permissions ?? [] };
  if ((await currentDb().membership.count({ where: { userId } })) > 0) {
    throw new errors.InvalidGrant("every organization of this user is suspended");
  }
  return { permissions: [] };
}
