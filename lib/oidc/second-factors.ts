import "server-only";
import { interactionPolicy, type KoaContextWithOIDC } from "oidc-provider";
import { z } from "zod";
import { judgeMfa } from "@/lib/mfa/mfa-rules";
import { findSignInFacts } from "@/lib/sign-in/find-sign-in-facts";
import { judgeOrganizationOf } from "./organization-prompt";
import { requireScope } from "./request-scope";

const { Check } = interactionPolicy;

const proven = z.object({ userId: z.string(), scopes: z.array(z.string()) });
const resultShape = z.object({
  login: z.object({ accountId: z.string() }),
  secondFactor: z.object({ for: z.string().optional() }),
});

/** Keeps with the session for which organizations its user has proven a second factor. */
export function noteSecondFactor(session: Record<string, unknown>, result: unknown): void {
  const { data } = resultShape.safeParse(result);
  if (!data) return;
  const userId = data.login.accountId;
  const scopes = new Set(provenBy(session, userId));
  if (data.secondFactor.for) scopes.add(data.secondFactor.for);
  session.secondFactors = { userId, scopes: [...scopes] };
}

function provenBy(session: object, userId: string): string[] {
  const { data } = proven.safeParse("secondFactors" in session ? session.secondFactors : null);
  return data?.userId === userId ? data.scopes : [];
}

/**
 * Asks for a sign-in where a session that stands would lead into an organization whose own second factor it has not proven:
 * nobody gets around that by signing in to another organization first.
 */
export function secondFactorCheck() {
  return new Check(
    "second_factor_needed",
    "End-User has to prove a second factor for this organization",
    "login_required",
    needsSecondFactor,
  );
}

async function needsSecondFactor(ctx: KoaContextWithOIDC): Promise<boolean> {
  const { session, result } = ctx.oidc;
  const userId = session?.accountId;
  // The hosted pages have just settled it, for the organization that they settled.
  if (!userId || result?.login) return Check.NO_NEED_TO_PROMPT;
  const facts = await findSignInFacts(requireScope().environment, userId);
  if (!facts || facts.mfa.enforcing.length === 0) return Check.NO_NEED_TO_PROMPT;
  const verdict = await judgeOrganizationOf(ctx);
  if (verdict?.kind !== "allowed" || !verdict.organization) return Check.NO_NEED_TO_PROMPT;
  const { id } = verdict.organization;
  const scopes = provenBy(session, userId);
  if (scopes.includes(id) || scopes.includes("any")) return Check.NO_NEED_TO_PROMPT;
  return judgeMfa(facts.mfa, { chosenId: id }) ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
}
