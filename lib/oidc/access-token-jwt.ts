import "server-only";
import { createPublicKey, type KeyObject, sign } from "node:crypto";
import { promisify } from "node:util";
import { type JWTPayload, jwtVerify } from "jose";
import type { OrganizationClaims } from "./find-token-claims";
import type { SigningKeySet } from "./signing-keys";

const signAsync = promisify<string, Buffer, KeyObject, Buffer>(sign);
const WRAPPED = "wrapped.";

/** What an access token of ours says (RFC 9068), with the parts that let the issuer judge it later. */
export type AccessTokenClaims = {
  iss: string;
  sub: string;
  client_id: string;
  azp: string;
  jti: string;
  iat: number;
  exp: number;
  aud: string[];
  scope?: string;
  scp: string[];
  sid?: string;
  /** The grant the token came from: when that ends, the issuer holds the token for dead. */
  gid?: string;
  gty?: string[];
} & Partial<OrganizationClaims>;

/** Signs on libuv's pool, so that other requests go on meanwhile. */
export async function signAccessToken(
  claims: AccessTokenClaims,
  { signing }: SigningKeySet,
): Promise<string> {
  const header = { alg: "RS256", typ: "at+jwt", kid: signing.kid };
  const input = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const signature = await signAsync("sha256", Buffer.from(input), signing.key);
  return `${input}.${signature.toString("base64url")}`;
}

/** The claims of an access token that this issuer signed and that has not expired, or null. */
export async function readAccessToken(
  value: string,
  issuer: string,
  keys: SigningKeySet,
): Promise<JWTPayload | null> {
  const token = value.startsWith(WRAPPED)
    ? Buffer.from(value.slice(WRAPPED.length), "base64url").toString("utf8")
    : value;
  if (token.split(".").length !== 3) return null;
  try {
    const { payload } = await jwtVerify(token, (header) => publicKey(keys, header.kid), {
      issuer,
      typ: "at+jwt",
      algorithms: ["RS256"],
    });
    return payload;
  } catch {
    return null;
  }
}

function publicKey(keys: SigningKeySet, kid: string | undefined): KeyObject {
  const jwk = keys.jwks.find((candidate) => candidate.kid === kid);
  if (!jwk) throw new Error("unknown key");
  return createPublicKey({ key: jwk, format: "jwk" });
}

/**
 * The provider refuses JSON Web Tokens at revocation and introspection by their look, because its own are not kept
 * track of; ours are, so they go in disguised.
 */
export function disguiseToken(value: string): string {
  return value.split(".").length === 3 ? `${WRAPPED}${Buffer.from(value).toString("base64url")}` : value;
}
