import "server-only";
import { env } from "@/lib/core/env";

/** Where an identity provider sends the browser back to: one for each connection, so that none can answer for another. */
export function callbackUrl(environmentKey: string, connectionKey: string): string {
  return `${env().BASE_URL}/auth/${environmentKey}/connection/callback/${connectionKey}`;
}
