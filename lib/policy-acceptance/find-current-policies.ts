import "server-only";
import { db, type Tx } from "@/lib/core/db";
import type { PolicyKind } from "./schema";

export type CurrentPolicy = { id: string; kind: PolicyKind; version: number; url: string };

/** What people of an environment are asked to accept: the current versions, none while the checkbox is off. */
export async function findCurrentPolicies(environmentId: string, tx: Tx = db): Promise<CurrentPolicy[]> {
  return tx.$queryRaw<CurrentPolicy[]>`
    SELECT v.id, v.kind::text AS kind, v.version, v.url
    FROM environment e JOIN policy_version v ON v.id IN (e.terms_version_id, e.privacy_version_id)
    WHERE e.id = ${environmentId}::uuid AND e.is_policy_acceptance_shown ORDER BY v.kind`;
}
