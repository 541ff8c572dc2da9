import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "../core/env.ts";
import { newId } from "../core/ids.ts";
import { contentSecurityPolicy } from "./content-security-policy.ts";
import { isForeignWrite } from "./is-foreign-write.ts";
import { securityHeaders } from "./security-headers.ts";

const OURS_ALONE = /^x-(request-id|nonce|gatehouse-.*|middleware-.*)$/;
const STATIC = /^\/(_next\/(static\/|image)|icon\.svg$|favicon\.ico$)/;

/**
 * Runs before every page and handler, in scripts/serve.ts: security headers, the request's id, and no writes for other
 * origins. Says whether the request may go on. (Next's own proxy.ts costs as much as a small handler in each request.)
 */
export function guardRequest(request: IncomingMessage, response: ServerResponse): boolean {
  const { headers, socket, method = "GET" } = request;
  // Next believes whatever X-Forwarded-For a client sends. Here the peer's own address is put at its end, so that
  // lib/boundary/request.ts knows which part of it to believe; headers that are ours alone are not taken from outside.
  headers["x-forwarded-for"] = [headers["x-forwarded-for"], socket.remoteAddress].filter(Boolean).join(", ");
  for (const name of Object.keys(headers)) if (OURS_ALONE.test(name)) delete headers[name];

  const url = URL.parse(
    request.url?.startsWith("/") ? `http://localhost${request.url}` : (request.url ?? ""),
  );
  // Next answers 500 to a path that cannot be decoded.
  if (!url || !canDecode(url.pathname)) return refuse(response, 400, "This address cannot be read.");
  const { pathname, search } = url;
  if (STATIC.test(pathname)) return true;
  const { BASE_URL } = env();
  const requestId = newId();
  const isHttps = BASE_URL.startsWith("https:");
  for (const [name, value] of Object.entries(securityHeaders(requestId, { isHttps })))
    response.setHeader(name, value);
  const sent = { get: (name: string) => headers[name]?.toString() ?? null };
  if (isForeignWrite({ method, headers: sent }, pathname, new URL(BASE_URL).origin)) {
    return refuse(response, 403, "This request came from another site.");
  }

  const isHosted = pathname.startsWith("/auth/");
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce, { isHosted });
  // What a client sends under these names is replaced. Next reads the nonce out of the policy.
  headers["content-security-policy"] = policy;
  headers["x-nonce"] = nonce;
  headers["x-request-id"] = requestId;
  headers["x-gatehouse-path"] = `${pathname}${search}`;
  response.setHeader("content-security-policy", policy);
  // A sign-in that an application opened as a pop-up must keep its way back to the opener.
  if (!isHosted) response.setHeader("cross-origin-opener-policy", "same-origin");
  return true;
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function refuse(response: ServerResponse, status: number, reason: string): false {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(reason);
  return false;
}
