import "server-only";
import { findConnectionOfDomain } from "@/lib/connections/find-connections";
import { db } from "@/lib/core/db";
import { domainOf } from "@/lib/core/email-domain";
import { toClaims } from "@/lib/core/identity-claim";
import type { Flow } from "./find-flow";
import { NOTHING_PROVEN } from "./flow-state";
import { saveFlow } from "./save-flow";

/**
 * Takes who wants to sign in. An address of a connection's domain goes there. With enumeration protection nothing is looked up here, so nothing can be told from the
 * answer; without it an unknown identifier is said to be one.
 */
export async function submitIdentifier(flow: Flow, { identifier }: { identifier: string }): Promise<Flow> {
  const values = { ...flow.state.values, identifier };
  const fresh = { ...NOTHING_PROVEN, intent: "sign-in", userId: null, values } as const;
  // Of a domain, never of an account: nothing of who exists can be told from this either.
  const domain = flow.rules.hasConnections ? domainOf(identifier) : null;
  const connection = domain ? await findConnectionOfDomain(flow.environment, domain) : null;
  if (connection) {
    const { id, key, name } = connection;
    return saveFlow(flow, { ...fresh, identifier, connection: { id, key, name } });
  }
  if (!flow.rules.isEnumerationProtected && !(await isKnown(flow, identifier))) {
    return saveFlow(flow, {
      ...fresh,
      identifier: undefined,
      errors: { identifier: "No account goes by this name. Check it for a typing mistake." },
    });
  }
  return saveFlow(flow, { ...fresh, identifier });
}

async function isKnown(flow: Flow, identifier: string): Promise<boolean> {
  const found = await db.identity.findFirst({
    where: { environmentId: flow.environment.id, OR: toClaims(identifier) },
    select: { id: true },
  });
  return found !== null;
}
