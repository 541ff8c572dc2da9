import "server-only";
import type { AccessTokenClaim } from "@/lib/applications/schema";
import type { Tx } from "@/lib/core/db";
import { runPrepared } from "@/lib/core/run-prepared";

/** Flags as the reference's tokens have them: by key, with type (boolean, string, integer) and value. */
export type FeatureFlagClaims = Record<string, { t: "b" | "s" | "i"; v: boolean | string | number }>;

/** What is known of a user in one organization, for tokens. */
export type TokenFacts = {
  organizationId: string | null;
  orgCode: string | null;
  orgName: string | null;
  externalOrgId: string | null;
  /** Only where it is proven, as nothing beside it in the token says whether it is. */
  email: string | null;
  permissions: string[];
  roles: { id: string; key: string; name: string }[];
  /** The feature flags with their values; null where the application does not ask for them. */
  featureFlags: FeatureFlagClaims | null;
  /** Every organization that the user may use, first joined first. */
  orgCodes: string[];
  /** Whether the user belongs to any, suspended or not. */
  hasOrganization: boolean;
  /** Whether the environment or the organization may ask for a second factor. */
  isMfaAsked: boolean;
};

const FIND_TOKEN_FACTS = {
  name: "find-token-facts",
  text: `
    WITH place AS (
      SELECT o.id, o.code, o.name, o.external_id, o.is_mfa_enforced
      FROM membership m JOIN organization o ON o.id = m.organization_id
      WHERE m.user_id = $1::uuid AND o.environment_id = $2::uuid AND o.suspended_at IS NULL
        AND ($3::text IS NULL OR o.code = $3)
      ORDER BY o.is_default DESC, m.created_at, o.id LIMIT 1
    ), held AS (
      SELECT mr.role_id FROM membership_role mr JOIN place ON place.id = mr.organization_id
      WHERE mr.user_id = $1::uuid
    )
    SELECT place.id AS "organizationId", place.code AS "orgCode", place.name AS "orgName",
      place.external_id AS "externalOrgId",
      CASE WHEN EXISTS (SELECT FROM identity i
        WHERE i.user_id = u.id AND i.claim IS NOT NULL AND lower(i.value) = u.email AND i.verified_at IS NOT NULL
          AND i.type IN ('email', 'enterprise')) THEN u.email END AS email,
      ARRAY(SELECT p.key FROM permission p WHERE p.id IN (
          SELECT rp.permission_id FROM held JOIN role_permission rp ON rp.role_id = held.role_id
          UNION
          SELECT mp.permission_id FROM membership_permission mp JOIN place ON place.id = mp.organization_id
          WHERE mp.user_id = $1::uuid
        ) ORDER BY p.key) AS permissions,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('id', r.id, 'key', r.key, 'name', r.name) ORDER BY r.key)
        FROM role r WHERE r.id IN (SELECT role_id FROM held)), '[]'::jsonb) AS roles,
      CASE WHEN $4::boolean THEN (
        SELECT coalesce(json_object_agg(key, CASE type
          WHEN 'bool' THEN jsonb_build_object('t', 'b', 'v', value = 'true')
          WHEN 'int' THEN jsonb_build_object('t', 'i', 'v', value::bigint)
          ELSE jsonb_build_object('t', 's', 'v', value) END ORDER BY key), '{}'::json)
        FROM (
          SELECT f.key, f.type, coalesce(own.value, shared.value, f.environment_value, f.default_value) AS value
          FROM feature_flag f
          LEFT JOIN user_feature_flag own
            ON own.flag_id = f.id AND own.user_id = $1::uuid AND f.allow_override_level = 'usr'
          LEFT JOIN organization_feature_flag shared
            ON shared.flag_id = f.id AND shared.organization_id = place.id AND f.allow_override_level IN ('org', 'usr')
          WHERE f.environment_id = $2::uuid
        ) flag) END AS "featureFlags",
      ARRAY(SELECT o.code FROM membership m JOIN organization o ON o.id = m.organization_id
        WHERE m.user_id = $1::uuid AND o.environment_id = $2::uuid AND o.suspended_at IS NULL
        ORDER BY m.created_at, o.id) AS "orgCodes",
      EXISTS (SELECT FROM membership m WHERE m.user_id = $1::uuid) AS "hasOrganization",
      e.mfa_requirement <> 'no' OR coalesce(place.is_mfa_enforced, false) AS "isMfaAsked"
    FROM app_user u JOIN environment e ON e.id = u.environment_id LEFT JOIN place ON true
    WHERE u.id = $1::uuid AND u.environment_id = $2::uuid`,
};

/**
 * Reads all that a user's tokens could say, in one statement: of the organization with this code if the user may use it,
 * or else (null) of the default one or the first joined. Null when there is no such user. Flags come only when wanted.
 */
export async function findTokenFacts(
  environmentId: string,
  userId: string,
  orgCode: string | null,
  wantsFlags: boolean,
  tx?: Tx,
): Promise<TokenFacts | null> {
  const [row] = await runPrepared<TokenFacts>(
    FIND_TOKEN_FACTS,
    [userId, environmentId, orgCode, wantsFlags],
    tx,
  );
  return row ?? null;
}

export type OrganizationClaims = {
  org_code?: string;
  permissions: string[];
  org_name?: string;
  roles?: TokenFacts["roles"];
  feature_flags?: FeatureFlagClaims;
  email?: string;
  external_org_id?: string;
};

/** The claims of an access token, with those that its application has asked for. */
export function toAccessTokenClaims(facts: TokenFacts, wanted: readonly string[]): OrganizationClaims {
  const wants = (claim: AccessTokenClaim) => wanted.includes(claim);
  return {
    ...(facts.orgCode && { org_code: facts.orgCode }),
    permissions: facts.permissions,
    ...(wants("roles") && { roles: facts.roles }),
    ...(wants("feature_flags") && { feature_flags: facts.featureFlags ?? {} }),
    ...(wants("org_name") && facts.orgName && { org_name: facts.orgName }),
    ...(wants("email") && facts.email && { email: facts.email }),
    ...(wants("external_org_id") && facts.externalOrgId && { external_org_id: facts.externalOrgId }),
  };
}

/** What an ID token says of organizations. */
export function toIdTokenClaims(
  facts: TokenFacts,
  wanted: readonly string[],
): { org_code?: string; org_codes?: string[] } {
  return {
    ...(facts.orgCode && { org_code: facts.orgCode }),
    ...(wanted.includes("org_codes") && { org_codes: facts.orgCodes }),
  };
}
