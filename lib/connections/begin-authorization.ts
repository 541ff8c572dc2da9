import "server-only";
import * as oidc from "openid-client";
import { callbackUrl } from "./callback-url";
import { openConnection } from "./open-issuer";
import type { Upstream } from "./redeem-answer";

type Client = { key: string; issuer: string; clientId: string; clientSecret: string };
type Wish = {
  environmentKey: string;
  flowId: string;
  /** What was typed as email, so that it need not be typed again. */
  loginHint?: string;
  /** The application wants a fresh proof, not a session that the provider still knows. */
  isLoginWanted: boolean;
};

/** Where to send the browser so that it signs in at the provider of a connection, and what must be known when it comes back. */
export async function beginAuthorization(
  connection: Client,
  { environmentKey, flowId, loginHint, isLoginWanted }: Wish,
): Promise<{ url: string; upstream: Upstream }> {
  const config = await openConnection(connection);
  // The flow's id leads back to it; the random part is what nobody else can know.
  const upstream = {
    state: `${flowId}.${oidc.randomState()}`,
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
  };
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callbackUrl(environmentKey, connection.key),
    response_type: "code",
    scope: "openid profile email",
    state: upstream.state,
    nonce: upstream.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(upstream.verifier),
    code_challenge_method: "S256",
    ...(loginHint && { login_hint: loginHint }),
    ...(isLoginWanted && { prompt: "login" }),
  });
  return { url: url.href, upstream };
}

/** The flow that an answer says it belongs to. */
export function flowIdIn(state: string | null): string {
  return state?.split(".", 1)[0] ?? "";
}
