import "server-only";
import { findConnectionOfDomain } from "@/lib/connections/find-connections";
import { domainOf } from "@/lib/core/email-domain";
import type { Flow } from "./find-flow";

/** Why an address has no password here: its domain belongs to a connection. Null where it belongs to none. */
export async function findConnectionWords(flow: Flow, address: string): Promise<string | null> {
  const domain = flow.rules.hasConnections ? domainOf(address) : null;
  const connection = domain ? await findConnectionOfDomain(flow.environment, domain) : null;
  if (!connection) return null;
  return `Addresses of ${domain} sign in through ${connection.name} and have no password here. Go back to sign-in and enter yours there.`;
}
