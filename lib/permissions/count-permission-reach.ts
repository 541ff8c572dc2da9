import "server-only";
import type { Tx } from "@/lib/core/db";

const CAP = 10_000;

/** How many users have a permission, directly or by a role, and how many roles hold it; "10,000+" beyond the cap. */
export async function countPermissionReach(
  tx: Tx,
  permissionId: string,
): Promise<{ users: string; roles: string }> {
  const [row] = await tx.$queryRaw<{ users: number; roles: number }[]>`
    SELECT
      (SELECT count(*)::int FROM (
        SELECT DISTINCT holder.user_id FROM (
          (SELECT DISTINCT user_id FROM membership_permission
            WHERE permission_id = ${permissionId}::uuid LIMIT ${CAP + 1})
          UNION ALL
          SELECT member.user_id FROM role_permission rp CROSS JOIN LATERAL (
            SELECT DISTINCT user_id FROM membership_role WHERE role_id = rp.role_id LIMIT ${CAP + 1}
          ) member WHERE rp.permission_id = ${permissionId}::uuid
        ) holder LIMIT ${CAP + 1}
      ) holders) AS users,
      (SELECT count(*)::int FROM role_permission WHERE permission_id = ${permissionId}::uuid) AS roles`;
  return { users: capped(row?.users ?? 0), roles: capped(row?.roles ?? 0) };
}

/** A count as it is shown and recorded. */
export function capped(count: number): string {
  return count > CAP ? "10,000+" : count.toLocaleString("en");
}
