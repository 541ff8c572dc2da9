import "server-only";
import { isIP } from "node:net";
import type { RequestInfo } from "@/lib/core/context";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";

/** Who sent this request: its id, client address and user agent, for the log and for limits. */
export function readRequestInfo(headers: Headers): RequestInfo {
  return {
    id: headers.get("x-request-id") ?? newId(),
    ip: clientAddress(headers),
    userAgent: headers.get("user-agent"),
  };
}

/**
 * The client's address. scripts/serve.ts appends the peer's own address to X-Forwarded-For, so the last entry is what
 * the socket says; earlier ones are believed only as far as TRUSTED_PROXIES wrote them.
 */
export function clientAddress(headers: Headers): string | null {
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map((hop) => plainAddress(hop.trim()));
  const trusted = new Set(env().TRUSTED_PROXIES);
  let address: string | null = null;
  for (const hop of hops.reverse()) {
    if (!isIP(hop)) break;
    address = hop;
    if (!trusted.has(hop)) break;
  }
  return address;
}

function plainAddress(text: string): string {
  return text.replace(/^::ffff:(?=\d+\.)/, "");
}
