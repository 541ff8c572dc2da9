import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import { runPrepared } from "@/lib/core/run-prepared";
import { type FlowState, flowStateSchema } from "./flow-state";

/** The rules of an environment that a sign-in obeys. */
export type SignInRules = {
  isSelfSignUpAllowed: boolean;
  isEnumerationProtected: boolean;
  lockoutMaxAttempts: number;
  lockoutMinutes: number;
  codeExpiryMinutes: number;
  isPasskeyOffered: boolean;
  hasConnections: boolean;
  isProfileSynced: boolean;
  allowedDomains: string[];
  isDefaultOrganizationOnSignUp: boolean;
  canCreateOrganizationOnSignUp: boolean;
};

export type Flow = {
  id: string;
  environment: EnvironmentRef;
  rules: SignInRules;
  applicationId: string | null;
  userId: string | null;
  state: FlowState;
  isExpired: boolean;
  /** What this very request has completed, seen under lock: it need not be looked up again. Never stored. */
  settled?: { organization: { id: string; code: string } | null; sessionsEndedAt: Date | null };
};

export type FlowRow = SignInRules & {
  environmentId: string;
  key: string;
  name: string;
  applicationId: string | null;
  userId: string | null;
  state: unknown;
  isExpired: boolean;
};

/** Wants the id ($1) and the key of the environment ($2). */
export const FIND_FLOW = {
  name: "find-flow",
  text: `
    SELECT e.id AS "environmentId", e.key, e.name,
      e.is_self_sign_up_allowed AS "isSelfSignUpAllowed", e.is_enumeration_protected AS "isEnumerationProtected",
      e.lockout_max_attempts AS "lockoutMaxAttempts", e.lockout_minutes AS "lockoutMinutes",
      e.code_expiry_minutes AS "codeExpiryMinutes", e.allowed_domains AS "allowedDomains",
      e.is_default_organization_on_sign_up AS "isDefaultOrganizationOnSignUp",
      e.can_create_organization_on_sign_up AS "canCreateOrganizationOnSignUp",
      e.mfa_requirement <> 'no' AND 'passkey' = ANY (e.mfa_methods) AS "isPasskeyOffered",
      e.is_profile_synced_on_sign_in AS "isProfileSynced",
      EXISTS (SELECT FROM connection c WHERE c.environment_id = e.id AND c.is_enabled) AS "hasConnections",
      f.application_id AS "applicationId", f.user_id AS "userId", f.state, f.expires_at <= now() AS "isExpired"
    FROM sign_in_flow f JOIN environment e ON e.id = f.environment_id
    WHERE f.id = $1 AND e.key = $2`,
};

/** A flow with its environment and that environment's rules, in one statement, or null. */
export async function findFlow(environmentKey: string, id: string): Promise<Flow | null> {
  if (!isFlowId(id)) return null;
  const [row] = await runPrepared<FlowRow>(FIND_FLOW, [id, environmentKey]);
  return row ? toFlow(id, row) : null;
}

/** Whether a text has the form of a flow's id. */
export function isFlowId(id: string): boolean {
  return /^[\w-]{1,100}$/.test(id);
}

export function toFlow(id: string, row: FlowRow): Flow {
  const { environmentId, key, name, applicationId, userId, state, isExpired, ...rules } = row;
  return {
    id,
    environment: { id: environmentId, key, name },
    rules,
    applicationId,
    userId,
    state: flowStateSchema.parse(state),
    isExpired,
  };
}
