import "server-only";
import { interactionPolicy, type KoaContextWithOIDC } from "oidc-provider";

const { Check } = interactionPolicy;

/**
 * Asks for a new sign-in where the user's sessions were ended after the hosted pages had settled this one and before the browser
 * came back from there, which may be as long as the interaction lives.
 */
export function voidSignInCheck() {
  return new Check("sign_in_void", "End-User has to sign in again", "login_required", isVoid);
}

async function isVoid(ctx: KoaContextWithOIDC): Promise<boolean> {
  const atMs = signInMoment(ctx.oidc.result);
  const endedAt = ctx.oidc.account?.sessionsEndedAt;
  if (atMs === null || !(endedAt instanceof Date)) return Check.NO_NEED_TO_PROMPT;
  return endedAt.getTime() >= atMs ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
}

/** When the hosted pages were done with the sign-in that this request brings, in milliseconds. */
export function signInMoment(result: KoaContextWithOIDC["oidc"]["result"]): number | null {
  const atMs = result?.login?.atMs;
  return typeof atMs === "number" ? atMs : null;
}
