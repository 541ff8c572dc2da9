import "server-only";
import { TEAM_ENVIRONMENT } from "@/lib/core/context";
import { db } from "@/lib/core/db";

/** Notes that a session of the staff is in use; of many requests in one minute one writes. */
export async function touchSession(sessionId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE oidc_artifact s SET last_seen_at = now() FROM environment e
    WHERE e.key = ${TEAM_ENVIRONMENT} AND s.environment_id = e.id AND s.model = 'Session' AND s.uid = ${sessionId}
      AND coalesce(s.last_seen_at, s.created_at) < now() - interval '1 minute'`;
}
