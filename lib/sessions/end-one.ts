import "server-only";
import type { Tx } from "@/lib/core/db";
import { endGrants } from "./end-grants";

/**
 * Ends a session by its uid, or offline access by its grant, within the caller's transaction; says when it began, or null when
 * there is none. Grants go before the session, as at a sign-out, so that the two take turns.
 */
export async function endOne(
  tx: Tx,
  environmentId: string,
  userId: string,
  sessionId: string,
): Promise<Date | null> {
  if (sessionId.includes("\0")) return null;
  const grants = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.value->>'grantId' AS id
    FROM oidc_artifact s, jsonb_each(coalesce(s.payload->'authorizations', '{}')) a
    WHERE s.environment_id = ${environmentId}::uuid AND s.user_id = ${userId}::uuid AND s.model = 'Session'
      AND s.uid = ${sessionId} AND a.value->>'grantId' IS NOT NULL
    UNION
    SELECT grant_id FROM oidc_artifact
    WHERE environment_id = ${environmentId}::uuid AND user_id = ${userId}::uuid
      AND model IN ('AuthorizationCode', 'RefreshToken') AND payload->>'sessionUid' = ${sessionId}
    UNION
    SELECT id FROM oidc_artifact
    WHERE environment_id = ${environmentId}::uuid AND user_id = ${userId}::uuid AND model = 'Grant' AND id = ${sessionId}`;
  const ended = await tx.$queryRaw<{ created_at: Date }[]>`
    DELETE FROM oidc_artifact
    WHERE environment_id = ${environmentId}::uuid AND user_id = ${userId}::uuid AND model = 'Grant' AND id = ${sessionId}
    RETURNING created_at`;
  await endGrants(
    tx,
    environmentId,
    grants.map(({ id }) => id),
  );
  ended.push(
    ...(await tx.$queryRaw<{ created_at: Date }[]>`
      DELETE FROM oidc_artifact
      WHERE environment_id = ${environmentId}::uuid AND user_id = ${userId}::uuid AND model = 'Session'
        AND uid = ${sessionId} RETURNING created_at`),
  );
  // A request that holds the session at this moment would write it back: whoever reads it looks for this first.
  await tx.$executeRaw`
    INSERT INTO oidc_artifact (environment_id, model, id, payload, expires_at)
    VALUES (${environmentId}::uuid, 'EndedSession', ${sessionId}, '{}'::jsonb, now() + interval '1 day')
    ON CONFLICT DO NOTHING`;
  return ended[0]?.created_at ?? null;
}
