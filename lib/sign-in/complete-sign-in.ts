import "server-only";
import { toEventJson } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { runPrepared } from "@/lib/core/run-prepared";
import type { Flow } from "./find-flow";

/** Who has proven to be whom: by which identity and how, and the lock that counted the attempts. */
export type Proven = {
  userId: string;
  identityId: string;
  subject: string;
  method: "password" | "code" | "passkey" | "connection";
};

export type Outcome =
  | { kind: "completed"; sessionsEndedAt: Date | null }
  | { kind: "refused" }
  | { kind: "again" };

// The change and its event in one statement: the path that all sign-ins take is one round trip long. Connection, user, identity
// are held in this order, the one in which a connection is deleted; the count is there to have the connection first.
const COMPLETE_SIGN_IN = {
  name: "complete-sign-in",
  text: `
    WITH gate AS (
      SELECT c.is_enabled FROM identity i JOIN connection c ON c.id = i.connection_id
      WHERE i.id = $5::uuid FOR SHARE OF c
    ), active AS (
      SELECT id, sessions_ended_at FROM app_user u WHERE id = $1::uuid AND environment_id = $2::uuid AND status = 'active'
        AND new_password_required_at IS NULL
        AND (SELECT count(*) FROM gate) >= 0
        AND (EXISTS (
          SELECT FROM membership m JOIN organization o ON o.id = m.organization_id
          WHERE m.user_id = u.id AND o.suspended_at IS NULL
        ) OR NOT EXISTS (SELECT FROM membership m WHERE m.user_id = u.id))
        AND ($8::uuid IS NULL OR EXISTS (
          SELECT FROM membership m JOIN organization o ON o.id = m.organization_id
          WHERE m.user_id = u.id AND o.id = $8::uuid AND o.suspended_at IS NULL
        ))
      FOR UPDATE
    ), way AS (
      SELECT i.user_id FROM active JOIN identity i ON i.user_id = active.id
      WHERE i.id = $5::uuid AND i.claim IS NOT NULL
        AND (i.connection_id IS NULL OR (SELECT is_enabled FROM gate))
      FOR NO KEY UPDATE OF i
    ), flow AS (
      UPDATE sign_in_flow f SET step = 'finished', user_id = way.user_id, state = $4::jsonb
      FROM way WHERE f.id = $3 AND f.step <> 'finished' RETURNING f.user_id
    ), signed AS (
      UPDATE app_user u SET last_sign_in_at = now() FROM flow WHERE u.id = flow.user_id
    ), used AS (
      UPDATE identity i SET sign_in_count = i.sign_in_count + 1, last_sign_in_at = now()
      FROM flow WHERE i.id = $5::uuid AND i.user_id = flow.user_id
    ), entered AS (
      UPDATE membership m SET last_used_at = now() FROM flow
      WHERE m.user_id = flow.user_id AND m.organization_id = $8::uuid
    ), cleared AS (
      DELETE FROM lockout USING flow WHERE environment_id = $2::uuid AND subject = $6
    ), recorded AS (
      INSERT INTO audit_event
      SELECT event.* FROM flow CROSS JOIN jsonb_populate_record(NULL::audit_event, $7::jsonb) AS event
    )
    SELECT sessions_ended_at AS "sessionsEndedAt", EXISTS (SELECT FROM way) AS "isWayOpen" FROM active`,
};

/**
 * Notes a sign-in on the user and the identity, clears the failed attempts, keeps the flow's state and records it; called
 * by `settleSignIn` alone, with the organization that the sign-in is for. Changes nothing when the user may not sign in any
 * more, or not to this organization ("refused"), or when the identity is theirs no more or its connection has closed since the
 * first step ("again"). A form that was sent twice counts once.
 */
export async function completeSignIn(
  flow: Flow,
  ctx: Context,
  { userId, identityId, subject, method }: Proven,
  organizationId?: string,
): Promise<Outcome> {
  const event = toEventJson(ctx, {
    type: "authentication.succeeded",
    target: { type: "user", id: userId },
    organizationId,
    after: {
      method,
      ...(method === "connection" && { connectionId: flow.state.connection?.id }),
      ...(flow.state.mfaProof && { mfa: flow.state.mfaProof.by }),
    },
  });
  const values = [
    userId,
    flow.environment.id,
    flow.id,
    JSON.stringify(flow.state),
    identityId,
    subject,
    event,
    organizationId ?? null,
  ];
  const [row] = await runPrepared<{ sessionsEndedAt: Date | null; isWayOpen: boolean }>(
    COMPLETE_SIGN_IN,
    values,
    ctx.tx,
  );
  if (!row) return { kind: "refused" };
  return row.isWayOpen ? { kind: "completed", sessionsEndedAt: row.sessionsEndedAt } : { kind: "again" };
}
