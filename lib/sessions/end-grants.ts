import "server-only";
import type { Tx } from "@/lib/core/db";

/** Ends grants with every code and token of theirs; the grants go first, so that two who do this at once take turns. */
export async function endGrants(tx: Tx, environmentId: string, grantIds: string[]): Promise<void> {
  if (grantIds.length === 0) return;
  await tx.$executeRaw`
    DELETE FROM oidc_artifact
    WHERE environment_id = ${environmentId}::uuid AND model = 'Grant' AND id = ANY(${grantIds})`;
  await tx.$executeRaw`
    DELETE FROM oidc_artifact WHERE environment_id = ${environmentId}::uuid AND grant_id = ANY(${grantIds})`;
}
