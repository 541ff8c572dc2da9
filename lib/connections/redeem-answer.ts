import "server-only";
import * as oidc from "openid-client";
import { domainOf } from "@/lib/core/email-domain";
import { openConnection } from "./open-issuer";

const MOST_SUBJECT = 255;
const MOST_NAME = 100;
const MOST_EMAIL = 254;

/** What was sent along with the browser, and must come back or fit what comes back. */
export type Upstream = { state: string; nonce: string; verifier: string };

/** Who an identity provider says that somebody is. */
export type UpstreamProfile = {
  subject: string;
  /** As far as it says something of names. */
  name: { firstName?: string; lastName?: string };
  email: string | null;
  /** The provider says that the address is proven, and the connection answers for its domain. */
  isEmailProven: boolean;
};

type Client = { issuer: string; clientId: string; clientSecret: string; emailDomains: string[] };

/** Trades the code that the browser brought for who they are; throws whatever is wrong with the answer. */
export async function redeemAnswer(
  connection: Client,
  answer: URL,
  upstream: Upstream,
): Promise<UpstreamProfile> {
  const config = await openConnection(connection);
  const tokens = await oidc.authorizationCodeGrant(config, answer, {
    expectedState: upstream.state,
    expectedNonce: upstream.nonce,
    pkceCodeVerifier: upstream.verifier,
    idTokenExpected: true,
  });
  const inToken: Record<string, unknown> = { ...tokens.claims() };
  const subject = textOf(inToken.sub);
  if (!subject || subject.length > MOST_SUBJECT || /\p{Cc}/u.test(subject))
    throw new Error("no usable subject");
  const hasAll = inToken.email !== undefined && inToken.given_name !== undefined;
  const claims =
    hasAll || !config.serverMetadata().userinfo_endpoint
      ? inToken
      : { ...(await oidc.fetchUserInfo(config, tokens.access_token, subject)), ...inToken };
  const email = emailOf(claims.email);
  const domain = email && domainOf(email);
  const isVerified = claims.email_verified === true || claims.email_verified === "true";
  return {
    subject,
    name: nameOf(claims),
    email,
    isEmailProven: isVerified && domain !== null && connection.emailDomains.includes(domain),
  };
}

function nameOf({ given_name, family_name, name }: Record<string, unknown>): UpstreamProfile["name"] {
  const [given, family, whole] = [lineOf(given_name), lineOf(family_name), lineOf(name)];
  if (given || family) return { ...(given && { firstName: given }), ...(family && { lastName: family }) };
  // Where a whole name ends and another begins nobody can tell.
  return whole ? { firstName: whole, lastName: "" } : {};
}

function lineOf(value: unknown): string {
  const text =
    textOf(value)
      ?.replace(/\p{Cc}/gu, " ")
      .trim() ?? "";
  return text.toWellFormed().normalize("NFC").slice(0, MOST_NAME).toWellFormed();
}

function emailOf(value: unknown): string | null {
  const text = textOf(value)?.trim().toLowerCase() ?? "";
  return text.length <= MOST_EMAIL && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(text)
    ? text.toWellFormed()
    : null;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
