import "server-only";
import Provider, { errors, type KoaContextWithOIDC } from "oidc-provider";
import { findTokenFacts, type TokenFacts } from "./find-token-claims";
import { requireScope } from "./request-scope";

/** The organization that the code or refresh token of this request was given for; null where it names none. */
export function carriedOrganization(oidc: KoaContextWithOIDC["oidc"] | undefined): string | null {
  const source = oidc?.entities.AuthorizationCode ?? oidc?.entities.RotatedRefreshToken;
  return organizationIn(source);
}

/** The organization's code in one of the provider's records. */
export function organizationIn(record: object | undefined): string | null {
  return record && "organization" in record && typeof record.organization === "string"
    ? record.organization
    : null;
}

/**
 * What the tokens of this request say of their user, read once a request. Refuses when the user has left the organization
 * that they are for, when it was suspended or deleted, and when all of the user's are suspended.
 */
export async function requireTokenFacts(userId: string): Promise<TokenFacts> {
  const orgCode = carriedOrganization(Provider.ctx?.oidc);
  const facts = await readTokenFacts(userId, orgCode);
  if (facts && (facts.orgCode || (orgCode === null && !facts.hasOrganization))) return facts;
  throw new errors.InvalidGrant("the organization of this grant is not open to its user any more");
}

/** As `requireTokenFacts`, for an organization by code, with nothing refused. */
export async function readTokenFacts(userId: string, orgCode: string | null): Promise<TokenFacts | null> {
  const scope = requireScope();
  const known = scope.tokenFacts;
  if (known && known.userId === userId && known.orgCode === orgCode) return known.facts;
  const wantsFlags = wantedAccessTokenClaims().includes("feature_flags");
  const facts = await findTokenFacts(scope.environment.id, userId, orgCode, wantsFlags, scope.tx);
  scope.tokenFacts = { userId, orgCode, facts };
  return facts;
}

/** The optional claims that the application of this request asks for in its access tokens. */
export function wantedAccessTokenClaims(): string[] {
  const wanted: unknown = Provider.ctx?.oidc.client?.access_token_claims;
  return Array.isArray(wanted) ? wanted : [];
}
