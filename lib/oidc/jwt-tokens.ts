import "server-only";
import Provider, { type Client, errors } from "oidc-provider";
import type { EnvironmentRef } from "@/lib/core/context";
import { newId } from "@/lib/core/ids";
import { type AccessTokenClaims, readAccessToken, signAccessToken } from "./access-token-jwt";
import { PostgresAdapter } from "./adapter";
import { type OrganizationClaims, toAccessTokenClaims } from "./find-token-claims";
import { isOrganizationOpen } from "./is-organization-open";
import { isRefreshUnproven } from "./second-factors";
import type { SigningKeySet } from "./signing-keys";
import { organizationIn, readTokenFacts, requireTokenFacts, wantedAccessTokenClaims } from "./token-facts";

type Models = Pick<Provider, "AccessToken" | "ClientCredentials">;
type Token = InstanceType<Models["AccessToken"]> | InstanceType<Models["ClientCredentials"]>;

/**
 * Makes the provider's access tokens JSON Web Tokens with or without an audience (its own always need exactly one),
 * which are not stored but can be found again from themselves: by signature, denial list, client and grant.
 */
export function issueJwtAccessTokens(
  provider: Provider,
  environment: EnvironmentRef,
  keys: SigningKeySet,
): void {
  const denials = new PostgresAdapter(environment.id, "AccessToken");

  const issue = {
    generateTokenId: () => newId(),
    async getValueAndPayload(this: Token) {
      return { value: await signAccessToken(await claimsOf(this, provider.issuer), keys) };
    },
  };
  Object.assign(provider.AccessToken.prototype, issue);
  Object.assign(provider.ClientCredentials.prototype, issue);

  const find = async (value: string, isClientsOwn: boolean) => {
    const claims = await readAccessToken(value, provider.issuer, keys);
    if (!claims?.jti || Array.isArray(claims.gty) !== isClientsOwn) return undefined;
    const clientId = String(claims.client_id);
    if ((await denials.isDenied(claims.jti)) || !(await provider.Client.find(clientId))) return undefined;
    const { sub, jti, iat, exp, scope, sid, gid, org_code } = claims;
    const isBound = sub && typeof org_code === "string" && !isRevocation();
    if (isBound && !(await isOrganizationOpen(sub, org_code))) return undefined;
    // The userinfo endpoint refuses tokens with an audience; ours may have one and be good there too.
    const isIntrospection = Provider.ctx?.oidc.route === "introspection";
    return {
      ...{ jti, iat, exp, scope, sid, clientId, grantId: gid, extra: { org_code } },
      ...(!isClientsOwn && { accountId: claims.sub }),
      ...(isIntrospection && { aud: claims.aud }),
    };
  };
  Object.assign(provider.AccessToken, {
    async find(value: string) {
      const payload = await find(value, false);
      return payload && Reflect.construct(provider.AccessToken, [{ ...payload, kind: "AccessToken" }]);
    },
    // Stateless: they die with their grant, so there is nothing to delete.
    async revokeByGrantId() {},
  });
  const findRefreshToken = provider.RefreshToken.find;
  Object.assign(provider.RefreshToken, {
    // Not found, rather than spent and refused: it is good again if the organization opens again. Where a second factor is
    // asked for that its session never proved, the application is sent for a new authorization, which asks for it.
    async find(...args: Parameters<typeof findRefreshToken>) {
      const token = await Reflect.apply(findRefreshToken, provider.RefreshToken, args);
      const userId = token?.accountId;
      if (!token || !userId || isRevocation()) return token;
      const orgCode = organizationIn(token);
      const facts = await readTokenFacts(userId, orgCode);
      if (orgCode && !facts?.orgCode) return undefined;
      if (facts?.isMfaAsked && (await isRefreshUnproven(token, userId, facts.organizationId)))
        return undefined;
      return token;
    },
  });
  Object.assign(provider.ClientCredentials, {
    async find(value: string) {
      const payload = await find(value, true);
      return (
        payload && Reflect.construct(provider.ClientCredentials, [{ ...payload, kind: "ClientCredentials" }])
      );
    },
  });
}

// A token is revoked for good, also while its organization is closed.
function isRevocation(): boolean {
  return Provider.ctx?.oidc.route === "revocation";
}

async function claimsOf(token: Token, issuer: string): Promise<AccessTokenClaims> {
  const iat = Math.floor(Date.now() / 1000);
  const clientId = String(token.clientId);
  const userId = "accountId" in token ? token.accountId : undefined;
  return {
    iss: issuer,
    sub: userId ?? clientId,
    client_id: clientId,
    azp: clientId,
    jti: token.jti,
    iat,
    exp: iat + token.expiration,
    aud: requestedAudience(),
    scope: token.scope || undefined,
    scp: token.scope ? token.scope.split(" ") : [],
    ...(userId && "grantId" in token
      ? { sid: token.sid, gid: token.grantId, ...(await organizationClaims(userId)) }
      : { gty: ["client_credentials"] }),
  };
}

async function organizationClaims(userId: string): Promise<OrganizationClaims> {
  return toAccessTokenClaims(await requireTokenFacts(userId), wantedAccessTokenClaims());
}

/** The audience that was asked for with this request, or with the authorization it goes back to. */
function requestedAudience(): string[] {
  const oidc = Provider.ctx?.oidc;
  const source = oidc?.entities.AuthorizationCode ?? oidc?.entities.RotatedRefreshToken;
  const audience = source ? "audience" in source && source.audience : oidc?.body?.audience;
  if (typeof audience !== "string" || !audience) return [];
  assertAudience(oidc?.client, audience);
  return [audience];
}

/** Refuses an audience that the application was not given. */
export function assertAudience(client: Client | undefined, audience: unknown): void {
  if (audience === undefined || audience === "") return;
  const allowed: unknown = client?.audiences;
  if (Array.isArray(allowed) && allowed.includes(audience)) return;
  throw new errors.InvalidTarget("this audience is not allowed for the application");
}
