import "server-only";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import type { StaffPermission } from "@/lib/permissions/staff-permissions";
import { DEED_PERMISSIONS } from "./deed-permissions";
import { SUPPORT_DEEDS, type SupportDeed } from "./schema";

export type DeciderCounts = Record<SupportDeed, number>;

const DECIDES: StaffPermission = "approvals:decide";
const MANAGES: StaffPermission = "staff:manage";

/** How many active members of the team could approve each deed here: with the right to decide, and to do the deed. */
export async function countDeciders(
  { environment }: Pick<Context, "environment">,
  /** Who asks, and so cannot decide. */
  exceptId: string | null = null,
): Promise<DeciderCounts> {
  const needed = environment.key === TEAM_ENVIRONMENT ? [DECIDES, MANAGES] : [DECIDES];
  const asked = [...new Set([...needed, ...Object.values(DEED_PERMISSIONS)])];
  const rows = await db.$queryRaw<{ key: string; count: number }[]>`
    WITH held AS (
      SELECT mr.user_id, p.key FROM permission p
      JOIN environment e ON e.id = p.environment_id AND e.key = ${TEAM_ENVIRONMENT}
      JOIN role_permission rp ON rp.permission_id = p.id
      JOIN membership_role mr ON mr.role_id = rp.role_id
      JOIN organization o ON o.id = mr.organization_id AND o.suspended_at IS NULL
      WHERE p.key = ANY (${asked}::text[])
      UNION
      SELECT mp.user_id, p.key FROM permission p
      JOIN environment e ON e.id = p.environment_id AND e.key = ${TEAM_ENVIRONMENT}
      JOIN membership_permission mp ON mp.permission_id = p.id
      JOIN organization o ON o.id = mp.organization_id AND o.suspended_at IS NULL
      WHERE p.key = ANY (${asked}::text[])
    ), deciders AS (
      SELECT h.user_id FROM held h JOIN app_user u ON u.id = h.user_id AND u.status = 'active'
        AND u.id IS DISTINCT FROM ${exceptId}::uuid
      WHERE h.key = ANY (${needed}::text[])
      GROUP BY h.user_id HAVING count(*) = ${needed.length}
    )
    SELECT h.key, count(*)::int AS count FROM held h JOIN deciders d ON d.user_id = h.user_id GROUP BY h.key`;
  const counts = new Map(rows.map(({ key, count }) => [key, count]));
  // One entry for each of the deeds, by the list that names them all.
  return Object.fromEntries(
    SUPPORT_DEEDS.map((deed) => [deed, counts.get(DEED_PERMISSIONS[deed]) ?? 0]),
  ) as DeciderCounts;
}
