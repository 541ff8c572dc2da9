import "server-only";
import { keyedHash } from "@/lib/core/crypto";
import { toClaims } from "@/lib/core/identity-claim";
import { countSql, type RateLimit } from "@/lib/core/rate-limit";
import { runPrepared } from "@/lib/core/run-prepared";
import type { Flow } from "./find-flow";

export type Attempt = {
  /** Which attempt in a row this is; null when nothing may be checked: the account is locked, or the key has been used too often. */
  number: number | null;
  isWithinLimit: boolean;
  /** Of the lock that was met, when `number` is null. */
  lockedUntil: Date | null;
  /** The account, or a stand-in for one that does not exist. */
  subject: string;
  userId: string | null;
  identityId: string | null;
  isUnprovenEmail: boolean;
  isActive: boolean;
  passwordHash: string | null;
  isNewPasswordRequired: boolean;
  isTemporary: boolean;
};

/** The lock's name for an identifier that nobody has: it meets the same limits as an account. */
export function strangerSubject(identifier: string): string {
  return keyedHash(toClaims(identifier)[0]?.claim ?? "", "lockout subject");
}

const RESERVE_ATTEMPT = {
  name: "reserve-attempt",
  text: `
    WITH found AS (
      SELECT u.id AS user_id, i.id AS identity_id, p.hash, u.status = 'active' AS is_active,
        i.type = 'email' AND i.verified_at IS NULL AS is_unproven,
        u.new_password_required_at IS NOT NULL AS is_new_password_required, p.is_temporary
      FROM unnest($1::identity_type[], $2::text[])
        WITH ORDINALITY AS c(type, claim, rank)
      JOIN identity i ON i.environment_id = $3::uuid AND i.type = c.type AND i.claim = c.claim
      JOIN app_user u ON u.id = i.user_id AND u.status <> 'deleted'
      LEFT JOIN password p ON p.user_id = u.id
      ORDER BY c.rank LIMIT 1
    ), within AS (
      SELECT $7::text IS NULL OR coalesce((${countSql("$7")}), 0) < $8::int AS is_within
    ), subject AS (
      SELECT COALESCE((SELECT user_id::text FROM found), $4) AS name
    ), reserved AS (
      INSERT INTO lockout AS l (environment_id, subject, failed_attempts, updated_at)
      SELECT $3::uuid, name, 1, now() FROM subject, within WHERE is_within
      ON CONFLICT (environment_id, subject) DO UPDATE SET
        failed_attempts = CASE WHEN l.updated_at <= now() - make_interval(mins => $6::int)
          THEN 1 ELSE l.failed_attempts + 1 END,
        locked_until = NULL,
        updated_at = now()
      WHERE l.failed_attempts < $5::int OR l.updated_at <= now() - make_interval(mins => $6::int)
      RETURNING failed_attempts
    )
    SELECT s.name AS subject, f.user_id AS "userId", f.identity_id AS "identityId", f.hash AS "passwordHash",
      COALESCE(f.is_active, false) AS "isActive", COALESCE(f.is_unproven, false) AS "isUnprovenEmail",
      COALESCE(f.is_new_password_required, false) AS "isNewPasswordRequired",
      COALESCE(f.is_temporary, false) AS "isTemporary",
      (SELECT failed_attempts FROM reserved) AS number, (SELECT is_within FROM within) AS "isWithinLimit",
      k.updated_at + make_interval(mins => $6::int) AS "lockedUntil"
    FROM subject s LEFT JOIN found f ON true
    LEFT JOIN lockout k ON k.environment_id = $3::uuid AND k.subject = s.name`,
};

/**
 * Finds the account behind an identifier and spends one of its attempts, in one statement, BEFORE anything is
 * compared: however many requests run at once, no more than the allowed number pass. A quiet spell of the length of the
 * lock starts the count anew. None is spent where `limited` has been used too often already; it is not counted here.
 */
export async function reserveAttempt(
  flow: Flow,
  identifier: string,
  limited?: { key: string } & Pick<RateLimit, "limit">,
): Promise<Attempt> {
  const claims = toClaims(identifier);
  const [row] = await runPrepared<Attempt>(RESERVE_ATTEMPT, [
    claims.map((claim) => claim.type),
    claims.map((claim) => claim.claim),
    flow.environment.id,
    strangerSubject(identifier),
    flow.rules.lockoutMaxAttempts,
    flow.rules.lockoutMinutes,
    limited?.key ?? null,
    limited?.limit ?? null,
  ]);
  if (!row) throw new Error("the attempt could not be reserved");
  return row;
}
