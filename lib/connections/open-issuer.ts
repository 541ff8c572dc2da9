import "server-only";
import * as oidc from "openid-client";
import { decrypt } from "@/lib/core/crypto";
import { env } from "@/lib/core/env";
import { requestOutside } from "@/lib/core/outbound-request";
import { ProviderDocuments } from "./provider-documents";

const TIMEOUT_SECONDS = 10;
// Clocks of two houses differ.
const TOLERANCE_SECONDS = 60;

type Client = { issuer: string; clientId: string; clientSecret: string };

const documents = new ProviderDocuments<oidc.ServerMetadata>();

/**
 * Reads an issuer's discovery document and makes a client of it. The issuer must call itself exactly what is configured, so
 * that one which speaks for many tenants is none; the signature of an ID token is always checked, by the issuer's keys.
 */
export async function openIssuer(client: Client): Promise<oidc.Configuration> {
  return toConfiguration(client, await readDocument(client.issuer, client.clientId));
}

/** As `openIssuer`, for a connection as it is kept, by a document that was read some minutes ago at most. */
export async function openConnection(connection: Client): Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret } = connection;
  const server = await documents.get(issuer, () => readDocument(issuer, clientId));
  return toConfiguration({ issuer, clientId, clientSecret: decrypt(clientSecret) }, server);
}

/** For a connection whose provider has failed: what its document says may be out of date. */
export function forgetDocument({ issuer }: Pick<Client, "issuer">): void {
  documents.forget(issuer);
}

async function readDocument(issuer: string, clientId: string): Promise<oidc.ServerMetadata> {
  const config = await oidc.discovery(new URL(issuer), clientId, undefined, undefined, {
    timeout: TIMEOUT_SECONDS,
    execute: env().CONNECTION_ALLOW_PRIVATE_ADDRESS ? [oidc.allowInsecureRequests] : [],
    [oidc.customFetch]: fetchOutside,
  });
  const server = config.serverMetadata();
  if (new URL(server.issuer).href !== new URL(issuer).href) {
    throw new OtherIssuerError(server.issuer);
  }
  return server;
}

function toConfiguration(
  { clientId, clientSecret }: Client,
  server: oidc.ServerMetadata,
): oidc.Configuration {
  const allowsInner = env().CONNECTION_ALLOW_PRIVATE_ADDRESS;
  const metadata = { [oidc.clockTolerance]: TOLERANCE_SECONDS };
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
