import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { endSessions } from "@/lib/users/end-sessions";
import { requireTarget } from "@/lib/users/guard-target";
import { lockUser } from "@/lib/users/lock-user";
import { endOne } from "./end-one";
import type { endAllSessionsInput } from "./schema";

/** Ends every session and token of a user; of one's own all but the one in use. */
export async function endAllSessions(
  ctx: Context,
  input: z.output<typeof endAllSessionsInput>,
): Promise<void> {
  assertCan(ctx, "users:suspend");
  await inTransaction(ctx, async (tx) => {
    const user = await requireTarget(tx, ctx, input.userId);
    await lockUser(tx, ctx, user.id);
    const keptId = ctx.actor.type === "admin" && ctx.actor.id === user.id ? ctx.actor.sessionId : undefined;
    const sessionIds = (await findSessionIds(tx, ctx.environment.id, user.id)).filter((id) => id !== keptId);
    if (sessionIds.length === 0) {
      throw new AppError("conflict", keptId ? "You have no other session." : "This user has no session.");
    }
    if (keptId) {
      for (const sessionId of sessionIds) await endOne(tx, ctx.environment.id, user.id, sessionId);
    } else {
      const now = new Date();
      await tx.user.update({ where: { id: user.id }, data: { sessionsEndedAt: now, updatedAt: now } });
      await endSessions(tx, user.id);
    }
    await recordEvent(tx, ctx, {
      type: "user.sessions_ended",
      target: { type: "user", id: user.id },
      before: { sessions: sessionIds.length },
    });
  });
}

/** Sessions, and the grants that no session holds any more. */
async function findSessionIds(tx: Tx, environmentId: string, userId: string): Promise<string[]> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    WITH session AS (
      SELECT uid FROM oidc_artifact
      WHERE user_id = ${userId}::uuid AND environment_id = ${environmentId}::uuid AND model = 'Session'
        AND expires_at > now()
    )
    SELECT uid AS id FROM session
    UNION ALL
    SELECT g.id FROM oidc_artifact g
    WHERE g.user_id = ${userId}::uuid AND g.environment_id = ${environmentId}::uuid AND g.model = 'Grant'
      AND g.expires_at > now() AND EXISTS (
        SELECT FROM oidc_artifact r
        WHERE r.user_id = g.user_id AND r.model = 'RefreshToken' AND r.grant_id = g.id AND r.expires_at > now()
          AND NOT EXISTS (SELECT FROM session s WHERE s.uid = r.payload->>'sessionUid'))`;
  return found.map(({ id }) => id);
}
