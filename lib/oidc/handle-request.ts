import "server-only";
import { toFetchResponse, toReqRes } from "fetch-to-node";
import type { Interaction } from "oidc-provider";
import { readRequestInfo } from "@/lib/boundary/request";
import { env } from "@/lib/core/env";
import { disguiseToken } from "./access-token-jwt";
import { signedCookie } from "./cookies";
import { findIssuer } from "./find-issuer";
import { type RequestScope, runInScope } from "./request-scope";
import { resolveLogoutRedirect } from "./resolve-logout-redirect";

const MAX_BODY = 56 * 1024;

/** Answers one request of the protocol: everything under /auth/<environment> that is not a hosted page. */
export async function handleProtocolRequest(
  request: Request,
  environmentKey: string,
  resumed?: { interaction: Interaction } & Pick<RequestScope, "known" | "settled">,
): Promise<Response> {
  const issuer = await findIssuer(environmentKey);
  if (!issuer) return new Response("Not found", { status: 404 });
  const { provider, environment } = issuer;
  const url = new URL(request.url);
  const path = url.pathname.slice(`/auth/${environmentKey}`.length);
  const body = request.method === "POST" ? await request.text() : undefined;
  if (body && body.length > MAX_BODY) return new Response("Too large", { status: 413 });

  const form = new URLSearchParams(body);
  const search = path === "/oauth2/auth" ? adaptAuthorization(url.searchParams) : url.searchParams;
  if (path === "/logout") await resolveLogoutRedirect(environment, search);
  const token = form.get("token");
  if (token) form.set("token", disguiseToken(token));

  const headers = new Headers(request.headers);
  // The provider makes its addresses of this header; ours are those of the issuer, whatever a client says.
  headers.set("host", new URL(env().BASE_URL).host);
  const isForm = headers.get("content-type")?.startsWith("application/x-www-form-urlencoded");
  const sent = body === undefined ? undefined : isForm ? form.toString() : body;
  if (sent !== undefined) headers.set("content-length", String(Buffer.byteLength(sent)));
  const { req, res } = toReqRes(new Request(url, { method: request.method, headers, body: sent }));
  const query = search.size > 0 ? `?${search}` : "";
  req.url = `${path === "/.well-known/jwks.json" ? "/.well-known/jwks" : path}${query}`;
  // Where the provider is mounted is read from the difference of the two.
  Object.assign(req, { originalUrl: `/auth/${environmentKey}${req.url}` });
  const info = readRequestInfo(request.headers);
  Object.defineProperty(req, "socket", {
    value: { encrypted: env().BASE_URL.startsWith("https:"), remoteAddress: info.ip ?? "" },
  });

  const isTransactional =
    (path === "/oauth2/token" && form.get("grant_type") !== "client_credentials") ||
    path === "/oauth2/revoke" ||
    path.startsWith("/logout");
  const nonce = request.headers.get("x-nonce");
  const { interaction, ...learned } = resumed ?? {};
  const scope: RequestScope = { environment, request: info, isTransactional, nonce, ...learned };
  if (path.startsWith("/oauth2/auth")) scope.unstored = new Map();
  await runInScope(scope, async () => {
    await interaction?.persist();
    await provider.callback()(req, res);
  });
  return toFetchResponse(res);
}

/**
 * Goes on with an authorization whose hosted pages are done, as if the browser had come back to it: one request less, and
 * the result need not be stored on its way. That this browser began it was seen by a cookie of ours (`openInteraction`);
 * the provider's own for that is sent to the address of the return alone.
 */
export function resumeAuthorization(
  sent: Headers,
  environmentKey: string,
  interaction: Interaction,
  learned: Pick<RequestScope, "known" | "settled"> = {},
): Promise<Response> {
  const headers = new Headers(sent);
  for (const name of ["content-type", "content-length", "transfer-encoding"]) headers.delete(name);
  const cookie = signedCookie("resume", environmentKey, interaction.uid);
  headers.set("cookie", [cookie, sent.get("cookie")].filter(Boolean).join("; "));
  const request = new Request(interaction.returnTo, { headers });
  return handleProtocolRequest(request, environmentKey, { interaction, ...learned });
}

/**
 * `offline` is what makes a refresh token here, and `offline_access` (which the provider drops unless consent is asked
 * for) means the same. Applications are the business's own, so `prompt=consent` asks for nothing.
 */
function adaptAuthorization(given: URLSearchParams): URLSearchParams {
  // PostgreSQL keeps no NUL in a text, and no parameter means anything by one.
  const params = new URLSearchParams([...given].map(([name, value]) => [name, value.replaceAll("\0", "")]));
  const scopes = (params.get("scope") ?? "").split(" ").filter(Boolean);
  if (scopes.includes("offline_access")) params.set("scope", [...new Set([...scopes, "offline"])].join(" "));
  // There is one account a browser to choose from, so choosing means signing in anew.
  const prompts = (params.get("prompt") ?? "")
    .split(" ")
    .filter((prompt) => prompt && prompt !== "consent")
    .map((prompt) => (prompt === "select_account" ? "login" : prompt));
  if (prompts.length > 0) params.set("prompt", [...new Set(prompts)].join(" "));
  else params.delete("prompt");
  return params;
}
