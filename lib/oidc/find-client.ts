import "server-only";
import type { AdapterPayload } from "oidc-provider";
import { runInRequest } from "./request-scope";

export type ClientRow = {
  id: string;
  name: string;
  kind: "web" | "frontend" | "machine";
  client_id: string;
  client_secret_hash: string | null;
  callback_urls: string[];
  logout_urls: string[];
  audiences: string[];
  access_token_seconds: number;
  id_token_seconds: number;
  refresh_token_seconds: number;
  access_token_claims: string[];
  id_token_claims: string[];
  is_dashboard: boolean;
};

/** Wants the client's id ($1) and the environment ($2), or what stands for them. */
export const clientSql = (clientId = "$1", environmentId = "$2::uuid") => `
    SELECT id, name, kind, client_id, client_secret_hash, callback_urls, logout_urls, audiences,
      access_token_seconds, id_token_seconds, refresh_token_seconds, access_token_claims, id_token_claims, is_dashboard
    FROM application WHERE client_id = ${clientId} AND environment_id = ${environmentId}`;

const FIND_CLIENT = {
  name: "find-client",
  text: clientSql(),
};

const GRANT_TYPES = {
  web: ["authorization_code", "refresh_token", "client_credentials"],
  frontend: ["authorization_code", "refresh_token"],
  machine: ["client_credentials"],
};

/** Ours among the client's metadata. */
export const CLIENT_PROPERTIES = [
  "application_id",
  "audiences",
  "access_token_seconds",
  "id_token_seconds",
  "refresh_token_seconds",
  "access_token_claims",
  "id_token_claims",
  "is_dashboard",
];

/** An application as the provider's client metadata; the secret is its SHA-256 (see client-secret.ts). */
export async function findClient(
  environmentId: string,
  clientId: string,
): Promise<AdapterPayload | undefined> {
  // PostgreSQL refuses to look for what it cannot hold.
  if (clientId.includes("\0")) return undefined;
  const [row] = await runInRequest<ClientRow>(FIND_CLIENT, [clientId, environmentId]);
  return row && toMetadata(row);
}

/** An application as the provider knows it; nothing of one that has no secret and would need one. */
export function toMetadata(row: ClientRow): AdapterPayload | undefined {
  const isPublic = row.kind === "frontend";
  if (!isPublic && !row.client_secret_hash) return undefined;
  return {
    client_id: row.client_id,
    client_name: row.name,
    application_type: "web",
    grant_types: GRANT_TYPES[row.kind],
    response_types: row.kind === "machine" ? [] : ["code"],
    redirect_uris: row.kind === "machine" ? [] : row.callback_urls,
    post_logout_redirect_uris: row.logout_urls,
    token_endpoint_auth_method: isPublic ? "none" : "client_secret_basic",
    ...(!isPublic && { client_secret: row.client_secret_hash ?? undefined }),
    application_id: row.id,
    audiences: row.audiences,
    access_token_seconds: row.access_token_seconds,
    id_token_seconds: row.id_token_seconds,
    refresh_token_seconds: row.refresh_token_seconds,
    access_token_claims: row.access_token_claims,
    id_token_claims: row.id_token_claims,
    is_dashboard: row.is_dashboard,
  };
}
