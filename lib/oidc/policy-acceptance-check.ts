import "server-only";
import { interactionPolicy, type KoaContextWithOIDC } from "oidc-provider";
import { findStandingSession } from "./standing-session";

const { Check } = interactionPolicy;

/**
 * Asks for a sign-in where the user of a session that stands has not accepted the policies of this moment: a new version is put
 * before everybody when they come next, however long their session lasts. Tokens that are given already are refreshed until then.
 */
export function policyAcceptanceCheck() {
  return new Check(
    "policy_acceptance_needed",
    "End-User has to accept the current policies",
    "login_required",
    isAcceptanceMissing,
  );
}

async function isAcceptanceMissing(ctx: KoaContextWithOIDC): Promise<boolean> {
  const standing = await findStandingSession(ctx);
  const isMissing = standing !== null && standing.facts.unacceptedPolicyIds.length > 0;
  return isMissing ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
}
