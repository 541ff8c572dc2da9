import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { runPrepared } from "@/lib/core/run-prepared";
import type { SignInFacts } from "./sign-in-rules";

/** Wants the user ($1) and the environment ($2); `provenAt` is the name of one more parameter. */
export const signInFactsSql = (provenAt: `$${number}`) => `
    SELECT u.status = 'active' AS "isActive",
      EXISTS (SELECT FROM membership m WHERE m.user_id = u.id) AS "hasOrganization",
      EXISTS (
        SELECT FROM membership m JOIN organization o ON o.id = m.organization_id
        WHERE m.user_id = u.id AND o.suspended_at IS NULL
      ) AS "hasOpenOrganization",
      COALESCE(u.sessions_ended_at >= ${provenAt}::timestamptz, false) AS "isProofVoid",
      ARRAY(
        SELECT v.id::text FROM unnest(ARRAY[e.terms_version_id, e.privacy_version_id]) AS v(id)
        WHERE e.is_policy_acceptance_shown AND v.id IS NOT NULL AND NOT EXISTS (
          SELECT FROM policy_acceptance a WHERE a.user_id = u.id AND a.policy_version_id = v.id
        )
      ) AS "unacceptedPolicyIds",
      jsonb_build_object(
        'requirement', e.mfa_requirement, 'methods', e.mfa_methods, 'isOptedOut', u.mfa_opted_out_at IS NOT NULL,
        'isRecoveryEnabled', e.is_mfa_recovery_enabled,
        'recoveryCodes', (SELECT count(*) FROM recovery_code c WHERE c.user_id = u.id AND c.used_at IS NULL),
        'factors', COALESCE((
          SELECT jsonb_agg(jsonb_build_object('method', f.method, 'organizationId', f.organization_id) ORDER BY f.id)
          FROM mfa_factor f WHERE f.user_id = u.id), '[]'),
        'enforcing', CASE WHEN e.mfa_requirement <> 'no' THEN '[]' ELSE COALESCE((
          SELECT jsonb_agg(jsonb_build_object('organizationId', o.id, 'methods', o.mfa_methods,
            'roles', r.roles, 'exemptRoles', r.exempt) ORDER BY o.id)
          FROM membership m
          JOIN organization o ON o.id = m.organization_id AND o.is_mfa_enforced AND o.suspended_at IS NULL
          CROSS JOIN LATERAL (
            SELECT count(*) AS roles, count(x.role_id) AS exempt FROM membership_role mr
            LEFT JOIN organization_mfa_exempt_role x
              ON x.organization_id = mr.organization_id AND x.role_id = mr.role_id
            WHERE mr.organization_id = m.organization_id AND mr.user_id = m.user_id
          ) r
          WHERE m.user_id = u.id), '[]') END
      ) AS mfa
    FROM app_user u JOIN environment e ON e.id = u.environment_id
    WHERE u.id = $1::uuid AND u.environment_id = $2::uuid AND u.status <> 'deleted'`;

const FIND_SIGN_IN_FACTS = { name: "find-sign-in-facts", text: signInFactsSql("$3") };

/**
 * All that `judgeSignIn` needs of a user, in one statement; null when there is no such user any more. `provenAt` is when the
 * first proof was made, if that was in an earlier step.
 */
export async function findSignInFacts(
  environment: EnvironmentRef,
  userId: string,
  { tx, provenAt = null }: { tx?: Tx; provenAt?: string | null } = {},
): Promise<SignInFacts | null> {
  const [row] = await runPrepared<SignInFacts>(FIND_SIGN_IN_FACTS, [userId, environment.id, provenAt], tx);
  return row ?? null;
}
