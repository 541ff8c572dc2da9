import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import { firstIdAt } from "@/lib/core/ids";
import { mfaSubject, recoverySubject } from "@/lib/core/lockout-subject";
import { runPrepared } from "@/lib/core/run-prepared";
import { FIND_ORGANIZATION_FACTS, type OrganizationFactsRow, plausibleCode } from "./find-organization-facts";

const DAYS = 30;

export type IdentityState = {
  id: string;
  type: string;
  value: string;
  isVerified: boolean;
  /** Of an enterprise identity: the one it came through. */
  connection: ConnectionState | null;
};
export type ConnectionState = { id: string; name: string; isEnabled: boolean; isLinking: boolean };
export type AccountState = {
  status: "active" | "suspended" | "deleted";
  /** Of the environment: what a name leads to must not tell whether there is an account. */
  isEnumerationProtected: boolean;
  isNewPasswordRequired: boolean;
  hasPassword: boolean;
  isTemporary: boolean;
  temporaryExpiresAt: Date | null;
  isTemporaryUsed: boolean;
  isTemporaryExpired: boolean;
  /** Those that name the user at sign-in, the primary one first. */
  identities: IdentityState[];
  locks: { subject: string; until: string }[];
  organization: OrganizationFactsRow;
  /** Whether any connection of the environment is open. */
  hasConnections: boolean;
  /** The newest message to each address that did not get out. */
  failedMessages: { recipient: string; error: string | null; at: string }[];
  /** Of the last days, newest first. */
  failures: { id: string; type: string; reason: string | null }[];
};

// The user's own rows of the log alone, the newest 200: that is the bound of what this costs.
const FIND_ACCOUNT_STATE = {
  name: "find-account-state",
  text: `
    SELECT u.status::text AS status, e.is_enumeration_protected AS "isEnumerationProtected", u.new_password_required_at IS NOT NULL AS "isNewPasswordRequired",
      p.user_id IS NOT NULL AS "hasPassword", COALESCE(p.is_temporary, false) AS "isTemporary",
      p.temporary_expires_at AS "temporaryExpiresAt", p.temporary_used_at IS NOT NULL AS "isTemporaryUsed",
      COALESCE(p.temporary_expires_at <= now(), false) AS "isTemporaryExpired",
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', i.id, 'type', i.type, 'value', i.value,
          'isVerified', i.verified_at IS NOT NULL,
          'connection', CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id, 'name', c.name,
            'isEnabled', c.is_enabled, 'isLinking', c.is_linking) END) ORDER BY i.is_primary DESC, i.verified_at IS NULL, i.id)
        FROM identity i LEFT JOIN connection c ON c.id = i.connection_id
        WHERE i.user_id = u.id AND i.claim IS NOT NULL), '[]') AS identities,
      EXISTS (SELECT FROM connection c WHERE c.environment_id = e.id AND c.is_enabled) AS "hasConnections",
      COALESCE((SELECT jsonb_agg(jsonb_build_object('subject', l.subject,
          'until', l.updated_at + make_interval(mins => e.lockout_minutes)))
        FROM lockout l WHERE l.environment_id = e.id AND l.subject = ANY($6::text[])
          AND l.failed_attempts >= e.lockout_max_attempts
          AND l.updated_at > now() - make_interval(mins => e.lockout_minutes)), '[]') AS locks,
      (SELECT to_jsonb(o) FROM (${FIND_ORGANIZATION_FACTS.text}) o) AS organization,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('recipient', m.recipient, 'error', m.error, 'at', m.created_at))
        FROM identity i CROSS JOIN LATERAL (
          SELECT m.* FROM outbox_message m WHERE m.environment_id = $2::uuid AND m.recipient = i.value
          ORDER BY m.id DESC LIMIT 1
        ) m
        WHERE i.user_id = u.id AND i.claim IS NOT NULL AND m.status = 'failed'), '[]') AS "failedMessages",
      COALESCE((SELECT jsonb_agg(f ORDER BY f.id DESC) FROM (
          SELECT n.id, n.type, n.reason FROM (
            SELECT a.id, a.type, a.reason FROM audit_event a
            WHERE a.user_id = u.id AND a.environment_id = $2::uuid AND a.id >= $5::uuid
            ORDER BY a.id DESC LIMIT 200
          ) n
          WHERE n.type IN ('authentication.failed', 'authentication.refused') ORDER BY n.id DESC LIMIT 3
        ) f), '[]') AS failures
    FROM app_user u JOIN environment e ON e.id = u.environment_id LEFT JOIN password p ON p.user_id = u.id
    WHERE u.id = $1::uuid AND u.environment_id = $2::uuid`,
};

/** How an account stands at this moment, in one statement; null when there is no such user here. */
export async function findAccountState(
  environment: EnvironmentRef,
  userId: string,
  orgCode: string | undefined,
): Promise<AccountState | null> {
  const since = firstIdAt(new Date(Date.now() - DAYS * 24 * 60 * 60 * 1000));
  const subjects = [userId, recoverySubject(userId), mfaSubject(userId)];
  const values = [userId, environment.id, plausibleCode(orgCode), null, since, subjects];
  const [row] = await runPrepared<AccountState>(FIND_ACCOUNT_STATE, values);
  return row ?? null;
}
