import "server-only";
import { findConnectionOfDomain } from "@/lib/connections/find-connections";
import type { RequestInfo } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { domainOf } from "@/lib/core/email-domain";
import { toClaims } from "@/lib/core/identity-claim";
import type { Flow } from "./find-flow";
import { NOTHING_PROVEN } from "./flow-state";
import { PASSWORD_WAS_RESET, requestPasswordReset } from "./request-password-reset";
import { saveFlow } from "./save-flow";
import { type AccountFacts, judgeName } from "./sign-in-rules";

/**
 * Takes who wants to sign in. An address of a connection's domain goes there. With enumeration protection nothing is looked
 * up here, so nothing can be told from the answer; without it an unknown identifier is said to be one, and one whose
 * password was reset gets the code at once.
 */
export async function submitIdentifier(
  flow: Flow,
  request: RequestInfo,
  { identifier }: { identifier: string },
): Promise<Flow> {
  const values = { ...flow.state.values, identifier };
  const fresh = { ...NOTHING_PROVEN, intent: "sign-in", userId: null, values } as const;
  // Of a domain, never of an account: nothing of who exists can be told from this either.
  const domain = flow.rules.hasConnections ? domainOf(identifier) : null;
  const connection = domain ? await findConnectionOfDomain(flow.environment, domain) : null;
  if (connection) {
    const { id, key, name } = connection;
    return saveFlow(flow, { ...fresh, identifier, connection: { id, key, name } });
  }
  if (flow.rules.isEnumerationProtected) return saveFlow(flow, { ...fresh, identifier });
  const account = await findNamed(flow, identifier);
  if (!account) {
    return saveFlow(flow, {
      ...fresh,
      identifier: undefined,
      errors: { identifier: "No account goes by this name. Check it for a typing mistake." },
    });
  }
  if (judgeName(account) === "password-reset") {
    return requestPasswordReset(flow, request, { identifier }, PASSWORD_WAS_RESET);
  }
  return saveFlow(flow, { ...fresh, identifier });
}

async function findNamed(flow: Flow, identifier: string): Promise<AccountFacts | null> {
  const claims = toClaims(identifier);
  const found = await db.identity.findMany({
    where: { environmentId: flow.environment.id, OR: claims },
    select: {
      type: true,
      verifiedAt: true,
      user: {
        select: { status: true, newPasswordRequiredAt: true, password: { select: { isTemporary: true } } },
      },
    },
  });
  // The one that the password would be compared with: what was typed may be a username here and a phone there.
  const ranked = claims.map(({ type }) => found.find((identity) => identity.type === type));
  const named = ranked.find((identity) => identity !== undefined);
  if (!named) return null;
  const { type, verifiedAt, user } = named;
  return {
    isLocked: false,
    isActive: user.status === "active",
    isNewPasswordRequired: user.newPasswordRequiredAt !== null,
    isTemporary: user.password?.isTemporary ?? false,
    isUnprovenEmail: type === "email" && verifiedAt === null,
  };
}
