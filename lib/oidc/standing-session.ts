import "server-only";
import type { KoaContextWithOIDC } from "oidc-provider";
import { findSignInFacts } from "@/lib/sign-in/find-sign-in-facts";
import type { SignInFacts } from "@/lib/sign-in/sign-in-rules";
import { requireScope } from "./request-scope";

export type StandingSession = { userId: string; facts: SignInFacts };

/**
 * Who comes with a session that stands, and what a sign-in of theirs would be judged by now; null when nobody does, or when the
 * hosted pages have just settled a sign-in. Read once a request, however many checks ask.
 */
export async function findStandingSession(ctx: KoaContextWithOIDC): Promise<StandingSession | null> {
  const { session, result } = ctx.oidc;
  const userId = session?.accountId;
  if (!userId || result?.login) return null;
  const scope = requireScope();
  if (scope.standing?.userId !== userId) {
    scope.standing = { userId, facts: await findSignInFacts(scope.environment, userId) };
  }
  const { facts } = scope.standing;
  return facts && { userId, facts };
}
