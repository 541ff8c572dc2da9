import "server-only";
import Provider, { type Configuration, interactionPolicy, type KoaContextWithOIDC } from "oidc-provider";
import type { EnvironmentRef } from "@/lib/core/context";
import { isEqualConstantTime, tokenHash } from "@/lib/core/crypto";
import { env } from "@/lib/core/env";
import { logger } from "@/lib/core/logger";
import { PostgresAdapter } from "./adapter";
import { carryValues } from "./carried-values";
import { cookieKey, cookieNames, cookieOptions } from "./cookies";
import { CLAIMS_BY_SCOPE, findAccount } from "./find-account";
import { CLIENT_PROPERTIES } from "./find-client";
import { assertAudience, issueJwtAccessTokens } from "./jwt-tokens";
import { loadExistingGrant } from "./load-existing-grant";
import { logoutSource, postLogoutSuccessSource, skipFormPost } from "./logout";
import { organizationPrompt } from "./organization-prompt";
import { policyAcceptanceCheck } from "./policy-acceptance-check";
import { noteReplay, recordProtocolEvents } from "./record-protocol-events";
import { renderError } from "./render-page";
import { secondFactorCheck } from "./second-factors";
import type { SigningKeySet } from "./signing-keys";
import { voidSignInCheck } from "./void-sign-in";

const HOUR = 60 * 60;
const DAY = 24 * HOUR;

// By prompt: the hosted page that answers it.
const FIRST_PAGES: Record<string, string> = { create: "sign-up", organization: "organization" };

/** The issuer of one environment. */
export function createProvider(environment: EnvironmentRef, keys: SigningKeySet): Provider {
  const provider = new Provider(
    `${env().BASE_URL}/auth/${environment.key}`,
    configuration(environment, keys),
  );
  // Only the SHA-256 of a secret is kept.
  Object.assign(provider.Client.prototype, {
    compareClientSecret(this: { clientSecret?: string }, given: string) {
      return isEqualConstantTime(this.clientSecret ?? "", tokenHash(given));
    },
  });
  carryValues(provider);
  issueJwtAccessTokens(provider, environment, keys);
  provider.use(skipFormPost);
  provider.use(recordProtocolEvents);
  provider.on("grant.revoked", noteReplay);
  provider.on("server_error", (ctx, err) => {
    logger.error({ err, route: ctx.oidc?.route, environmentId: environment.id }, "issuer failed");
  });
  return provider;
}

function configuration(environment: EnvironmentRef, keys: SigningKeySet): Configuration {
  const policy = interactionPolicy.base();
  policy.remove("consent");
  policy.add(new interactionPolicy.Prompt({ name: "create", requestable: true }), 0);
  policy.add(organizationPrompt());
  policy.get("login")?.checks.add(voidSignInCheck());
  policy.get("login")?.checks.add(secondFactorCheck());
  policy.get("login")?.checks.add(policyAcceptanceCheck());
  const cookie = cookieOptions(environment.key);
  // One path for all would let a second tab overwrite the first one's; the interaction's is bound in another way.
  const { path: _, ...short } = cookie;
  const { browser: __, ...names } = cookieNames(environment.key);
  return {
    adapter: (model) => new PostgresAdapter(environment.id, model),
    jwks: { keys: keys.jwks },
    routes: {
      authorization: "/oauth2/auth",
      token: "/oauth2/token",
      userinfo: "/oauth2/v2/user_profile",
      revocation: "/oauth2/revoke",
      introspection: "/oauth2/introspect",
      jwks: "/.well-known/jwks",
      end_session: "/logout",
    },
    scopes: ["openid", "profile", "email", "phone", "offline", "offline_access"],
    claims: CLAIMS_BY_SCOPE,
    conformIdTokenClaims: false,
    responseTypes: ["code"],
    subjectTypes: ["public"],
    clientAuthMethods: ["client_secret_basic", "client_secret_post", "none"],
    enabledJWA: { idTokenSigningAlgValues: ["RS256"] },
    extraClientMetadata: { properties: CLIENT_PROPERTIES },
    extraParams: {
      audience: (_ctx, value, client) => assertAudience(client, value),
      org_code: null,
      org_name: null,
      is_create_org: null,
      connection_id: null,
    },
    pkce: { required: (_ctx, client) => client.clientAuthMethod === "none" },
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, client, source) =>
      client.grantTypeAllowed("refresh_token") && source.scopes.has("offline"),
    expiresWithSession: async (_ctx, source) => !source.scopes.has("offline"),
    revokeGrantPolicy: (ctx) => !(ctx.oidc.route === "revocation" && ctx.oidc.entities.AccessToken),
    clientBasedCORS: (_ctx, origin, client) =>
      (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin),
    findAccount,
    loadExistingGrant,
    renderError,
    interactions: {
      policy,
      url: (_ctx, { prompt, jti }) =>
        `/auth/${environment.key}/${FIRST_PAGES[prompt.name] ?? "sign-in"}?flow=${encodeURIComponent(jti)}`,
    },
    cookies: { keys: [cookieKey()], long: cookie, short, names },
    ttl: {
      AuthorizationCode: 60,
      AccessToken: (_ctx, _token, client) => secondsOf(client.access_token_seconds, HOUR),
      ClientCredentials: (_ctx, _token, client) => secondsOf(client.access_token_seconds, HOUR),
      IdToken: (_ctx, _token, client) => secondsOf(client.id_token_seconds, HOUR),
      Interaction: 60 * 60,
      RefreshToken: (_ctx, _token, client) => secondsOf(client.refresh_token_seconds, 30 * DAY),
      Session: (_ctx, session) => (session.accountId ? 14 * DAY : 60 * 60),
      // A grant must outlive the refresh tokens that slide on it, and bounds how long they can.
      Grant: grantSeconds,
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      userinfo: { enabled: true },
      clientCredentials: { enabled: true },
      revocation: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId,
      },
      introspection: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) =>
          client.clientAuthMethod !== "none" || token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: true, logoutSource, postLogoutSuccessSource },
    },
  };
}

function grantSeconds(ctx: KoaContextWithOIDC): number {
  return (ctx.oidc.requestParamScopes.has("offline") ? 365 : 14) * DAY;
}

function secondsOf(setting: unknown, otherwise: number): number {
  return typeof setting === "number" ? setting : otherwise;
}
