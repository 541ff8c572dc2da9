import "server-only";
import * as oidc from "openid-client";
import { decrypt } from "@/lib/core/crypto";
import { env } from "@/lib/core/env";
import { requestOutside } from "@/lib/core/outbound-request";

const TIMEOUT_SECONDS = 10;
// Clocks of two houses differ.
const TOLERANCE_SECONDS = 60;

type Client = { issuer: string; clientId: string; clientSecret: string };

/**
 * Reads an issuer's discovery document and makes a client of it. The issuer must call itself exactly what is configured, so
 * that one which speaks for many tenants is none; the signature of an ID token is always checked, by the issuer's keys.
 */
export async function openIssuer({ issuer, clientId, clientSecret }: Client): Promise<oidc.Configuration> {
  const allowsInner = env().CONNECTION_ALLOW_PRIVATE_ADDRESS;
  const metadata = { [oidc.clockTolerance]: TOLERANCE_SECONDS };
  const config = await oidc.discovery(new URL(issuer), clientId, metadata, undefined, {
    timeout: TIMEOUT_SECONDS,
    execute: allowsInner ? [oidc.allowInsecureRequests] : [],
    [oidc.customFetch]: fetchOutside,
  });
  const server = config.serverMetadata();
  if (new URL(server.issuer).href !== new URL(issuer).href) {
    throw new OtherIssuerError(server.issuer);
  }
  const { authorization_endpoint, token_endpoint, jwks_uri, token_endpoint_auth_methods_supported } = server;
  const endpoints = [authorization_endpoint, token_endpoint, jwks_uri];
  if (!endpoints.every((url) => url && isWebAddress(url, allowsInner))) {
    throw new UnusableIssuerError("The document names no endpoints that can be used.");
  }
  // Where the document does not say how a client proves itself, it is by HTTP Basic (OpenID Connect Discovery, 3).
  const isBasic = token_endpoint_auth_methods_supported?.includes("client_secret_basic") ?? true;
  const authentication = isBasic ? oidc.ClientSecretBasic(clientSecret) : oidc.ClientSecretPost(clientSecret);
  const client = new oidc.Configuration(server, clientId, metadata, authentication);
  client[oidc.customFetch] = fetchOutside;
  client.timeout = TIMEOUT_SECONDS;
  if (allowsInner) oidc.allowInsecureRequests(client);
  oidc.enableNonRepudiationChecks(client);
  return client;
}

/** As `openIssuer`, for a connection as it is kept. */
export function openConnection(connection: Client): Promise<oidc.Configuration> {
  return openIssuer({ ...connection, clientSecret: decrypt(connection.clientSecret) });
}

/** The document at an address speaks of another issuer. */
export class OtherIssuerError extends Error {
  constructor(readonly issuer: string) {
    super("The discovery document is another issuer's.");
  }
}

/** The document can be read, but nobody can sign in by what it says. */
export class UnusableIssuerError extends Error {}

function isWebAddress(url: string, allowsPlain: boolean): boolean {
  const protocol = URL.parse(url)?.protocol;
  return protocol === "https:" || (allowsPlain && protocol === "http:");
}

const fetchOutside: oidc.CustomFetch = async (url, { method, headers, body }) => {
  const sent = body instanceof URLSearchParams ? body.toString() : body;
  if (sent !== undefined && sent !== null && typeof sent !== "string")
    throw new TypeError("only texts are sent");
  const answer = await requestOutside(url, {
    method,
    headers,
    body: sent ?? undefined,
    allowsInner: env().CONNECTION_ALLOW_PRIVATE_ADDRESS,
  });
  const isEmpty = [204, 205, 304].includes(answer.status) || answer.status < 200;
  return new Response(isEmpty ? null : answer.body, { status: answer.status, headers: answer.headers });
};
