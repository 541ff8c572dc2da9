import "server-only";
import { locateIp } from "@/lib/audit/locate-ip";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { describeDevice } from "./describe-device";
import { type SessionRow, sessionOrigin } from "./schema";

/** More than these are counted as "100+"; a deed ends them all. */
export const MOST_SESSIONS = 100;

type Row = {
  id: string;
  origin: unknown;
  clientIds: string[];
  startedAt: Date;
  lastSeenAt: Date;
  isOfflineAccess: boolean;
};

/** What a user is signed in with at this moment, last used first: sessions, and offline access that has outlived its own. */
export async function listSessions(
  ctx: Context,
  userId: string,
): Promise<{ rows: SessionRow[]; count: number; isCapped: boolean }> {
  assertCan(ctx, "users:read");
  const found = isId(userId) ? await findRows(ctx.environment.id, userId) : [];
  const rows = found.slice(0, MOST_SESSIONS);
  const names = await findApplicationNames(ctx.environment.id, [
    ...new Set(rows.flatMap((row) => row.clientIds)),
  ]);
  const currentId = ctx.actor.type === "admin" ? ctx.actor.sessionId : undefined;
  return {
    rows: rows.map(({ origin, clientIds, ...row }) => {
      const { ip, userAgent } = sessionOrigin.catch({ ip: null, userAgent: null }).parse(origin);
      const applications = clientIds.flatMap((clientId) => names.get(clientId) ?? []).sort();
      return {
        ...row,
        ...describeDevice(userAgent),
        ip,
        location: locateIp(ip),
        applications,
        isCurrent: row.id === currentId,
      };
    }),
    count: rows.length,
    isCapped: found.length > rows.length,
  };
}

// A refresh is a sign of life of its session that is on record anyway, so nothing is written for it.
function findRows(environmentId: string, userId: string): Promise<Row[]> {
  return db.$queryRaw<Row[]>`
    WITH live AS (
      SELECT a.model, a.id, a.uid, a.grant_id, a.payload, a.created_at, a.last_seen_at
      FROM oidc_artifact a JOIN app_user u ON u.id = a.user_id AND u.status = 'active'
      WHERE a.user_id = ${userId}::uuid AND a.environment_id = ${environmentId}::uuid
        AND a.model IN ('Session', 'Grant', 'RefreshToken') AND a.expires_at > now()
        AND (u.sessions_ended_at IS NULL OR a.created_at > u.sessions_ended_at)
        AND NOT EXISTS (
          SELECT FROM oidc_artifact ended
          WHERE ended.environment_id = a.environment_id AND ended.model = 'EndedSession'
            AND ended.id = coalesce(a.uid, a.payload->>'sessionUid'))
    ), session AS (SELECT * FROM live WHERE model = 'Session'
    ), refresh AS (
      SELECT grant_id, payload->>'sessionUid' AS session_uid, max(created_at) AS refreshed_at
      FROM live WHERE model = 'RefreshToken' GROUP BY 1, 2
    )
    SELECT s.uid AS id, s.payload->'origin' AS origin, s.created_at AS "startedAt",
      greatest(s.last_seen_at, s.created_at,
        (SELECT max(refreshed_at) FROM refresh r WHERE r.session_uid = s.uid)) AS "lastSeenAt",
      ARRAY(SELECT jsonb_object_keys(coalesce(s.payload->'authorizations', '{}'))) AS "clientIds",
      false AS "isOfflineAccess"
    FROM session s
    UNION ALL
    SELECT g.id, g.payload->'origin', g.created_at, r.refreshed_at, ARRAY[g.payload->>'clientId'], true
    FROM live g JOIN LATERAL (
      SELECT max(refreshed_at) AS refreshed_at FROM refresh
      WHERE refresh.grant_id = g.id AND NOT EXISTS (SELECT FROM session s WHERE s.uid = refresh.session_uid)
    ) r ON r.refreshed_at IS NOT NULL
    WHERE g.model = 'Grant'
    ORDER BY "lastSeenAt" DESC, id
    LIMIT ${MOST_SESSIONS + 1}`;
}

async function findApplicationNames(environmentId: string, clientIds: string[]) {
  const found = await db.application.findMany({
    where: { environmentId, clientId: { in: clientIds } },
    select: { clientId: true, name: true },
  });
  return new Map(found.map(({ clientId, name }) => [clientId, name]));
}
