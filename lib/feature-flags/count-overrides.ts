import "server-only";
import type { Tx } from "@/lib/core/db";
import { capped } from "@/lib/permissions/count-permission-reach";

const CAP = 10_000;

export type OverrideCounts = { organizations: string; users: string };

/** How many organizations and users have a value of their own for a flag; "10,000+" beyond the cap. */
export async function countOverrides(tx: Tx, flagId: string): Promise<OverrideCounts> {
  const [row] = await tx.$queryRaw<{ organizations: number; users: number }[]>`
    SELECT
      (SELECT count(*)::int FROM (
        SELECT FROM organization_feature_flag WHERE flag_id = ${flagId}::uuid LIMIT ${CAP + 1}) o) AS organizations,
      (SELECT count(*)::int FROM (
        SELECT FROM user_feature_flag WHERE flag_id = ${flagId}::uuid LIMIT ${CAP + 1}) u) AS users`;
  return { organizations: capped(row?.organizations ?? 0), users: capped(row?.users ?? 0) };
}
