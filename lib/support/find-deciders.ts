import "server-only";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { queryRows } from "@/lib/core/query-rows";
import { OWNER_ROLE_KEY, type StaffPermission } from "@/lib/permissions/staff-permissions";
import { Prisma } from "@/prisma/generated/client";

/** Somebody of the team who decides about requests, with all that they may do. */
export type Decider = { id: string; isOwner: boolean; permissions: ReadonlySet<string> };

const DECIDES: StaffPermission = "approvals:decide";
const MANAGES: StaffPermission = "staff:manage";

/** The active members of the team who may decide about requests here. */
export async function findDeciders(
  { environment }: Pick<Context, "environment">,
  /** Who asks, and so cannot decide. */
  exceptId: string | null,
): Promise<Decider[]> {
  const needed = environment.key === TEAM_ENVIRONMENT ? [DECIDES, MANAGES] : [DECIDES];
  const rows = await queryRows<{ id: string; isOwner: boolean; permissions: string[] }>(Prisma.sql`
    WITH held AS (
      SELECT mr.user_id, p.key, r.key = ${OWNER_ROLE_KEY} AS is_owner FROM permission p
      JOIN environment e ON e.id = p.environment_id AND e.key = ${TEAM_ENVIRONMENT}
      JOIN role_permission rp ON rp.permission_id = p.id
      JOIN role r ON r.id = rp.role_id
      JOIN membership_role mr ON mr.role_id = r.id
      JOIN organization o ON o.id = mr.organization_id AND o.suspended_at IS NULL
      UNION
      SELECT mp.user_id, p.key, false FROM permission p
      JOIN environment e ON e.id = p.environment_id AND e.key = ${TEAM_ENVIRONMENT}
      JOIN membership_permission mp ON mp.permission_id = p.id
      JOIN organization o ON o.id = mp.organization_id AND o.suspended_at IS NULL
    )
    SELECT u.id, bool_or(h.is_owner) AS "isOwner", array_agg(h.key) AS permissions
    FROM held h JOIN app_user u ON u.id = h.user_id AND u.status = 'active'
      AND u.id IS DISTINCT FROM ${exceptId}::uuid
    GROUP BY u.id HAVING array_agg(h.key) @> ${needed}::text[]`);
  return rows.map(({ permissions, ...row }) => ({ ...row, permissions: new Set(permissions) }));
}
