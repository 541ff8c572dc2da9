import "server-only";
import type { Tx } from "@/lib/core/db";
import { capped } from "@/lib/permissions/count-permission-reach";

const CAP = 10_000;

/** How many users have a role in any organization; "10,000+" beyond the cap. */
export async function countRoleUsers(tx: Tx, roleId: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ users: number }[]>`
    SELECT count(*)::int AS users FROM (
      SELECT DISTINCT user_id FROM membership_role WHERE role_id = ${roleId}::uuid LIMIT ${CAP + 1}) holders`;
  return capped(row?.users ?? 0);
}
