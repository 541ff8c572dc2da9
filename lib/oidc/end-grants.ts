import "server-only";
import { currentDb } from "./request-scope";

/** Ends grants with every code and token of theirs; the grants go first, so that two who do this at once take turns. */
export async function endGrants(environmentId: string, grantIds: string[]): Promise<void> {
  if (grantIds.length === 0) return;
  await currentDb().$executeRaw`
    DELETE FROM oidc_artifact
    WHERE environment_id = ${environmentId}::uuid AND model = 'Grant' AND id = ANY(${grantIds})`;
  await currentDb().$executeRaw`
    DELETE FROM oidc_artifact WHERE environment_id = ${environmentId}::uuid AND grant_id = ANY(${grantIds})`;
}
