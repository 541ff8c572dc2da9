import "server-only";
import { interactionPolicy, type KoaContextWithOIDC } from "oidc-provider";
import { z } from "zod";
import { judgeMfa, type MfaFacts } from "@/lib/mfa/mfa-rules";
import { findSignInFacts } from "@/lib/sign-in/find-sign-in-facts";
import { judgeOrganizationOf } from "./organization-prompt";
import { requireScope } from "./request-scope";
import { findStandingSession } from "./standing-session";

const { Check } = interactionPolicy;

/** For what a second factor was proven (an organization's id, `environment` or `any`), and by which method. */
const proofShape = z.object({ for: z.string(), by: z.string() });
const provenShape = z.object({ userId: z.string(), proofs: z.array(proofShape) });
const resultShape = z.object({
  login: z.object({ accountId: z.string() }),
  secondFactor: proofShape.optional(),
});
type Proof = z.output<typeof proofShape>;

/** Keeps with the session which second factors its user has proven, and for which organizations. */
export function noteSecondFactor(session: Record<string, unknown>, result: unknown): void {
  const { data } = resultShape.safeParse(result);
  if (!data) return;
  const userId = data.login.accountId;
  const proof = data.secondFactor;
  const others = proofsIn(session, userId).filter(
    (known) => known.for !== proof?.for || known.by !== proof?.by,
  );
  session.secondFactors = { userId, proofs: proof ? [...others, proof] : others };
}

function proofsIn(record: object, userId: string): Proof[] {
  const { data } = provenShape.safeParse("secondFactors" in record ? record.secondFactors : null);
  return data?.userId === userId ? data.proofs : [];
}

/**
 * Asks for a sign-in where a session that stands has not proven what a sign-in of this moment would have to: nobody gets around
 * a second factor by having signed in before it was asked for, or to another organization first.
 */
export function secondFactorCheck() {
  return new Check(
    "second_factor_needed",
    "End-User has to prove a second factor",
    "login_required",
    needsSecondFactor,
  );
}

async function needsSecondFactor(ctx: KoaContextWithOIDC): Promise<boolean> {
  const { session } = ctx.oidc;
  const standing = await findStandingSession(ctx);
  if (!session || !standing || !isEverAsked(standing.facts.mfa)) return Check.NO_NEED_TO_PROMPT;
  const verdict = await judgeOrganizationOf(ctx);
  if (verdict?.kind !== "allowed") return Check.NO_NEED_TO_PROMPT;
  const proofs = proofsIn(session, standing.userId);
  const isMissing = isProofMissing(standing.facts.mfa, proofs, verdict.organization?.id ?? null);
  return isMissing ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
}

/** Whether a refresh token's session would have to prove a second factor to get what the token gives. */
export async function isRefreshUnproven(
  token: object,
  userId: string,
  organizationId: string | null,
): Promise<boolean> {
  const { environment, tx } = requireScope();
  const facts = await findSignInFacts(environment, userId, { tx });
  return facts !== null && isProofMissing(facts.mfa, proofsIn(token, userId), organizationId);
}

function isEverAsked({ requirement, enforcing }: MfaFacts): boolean {
  return requirement !== "no" || enforcing.length > 0;
}

function isProofMissing(facts: MfaFacts, proofs: Proof[], chosenId: string | null): boolean {
  const need = judgeMfa(facts, { chosenId });
  // What is only offered is offered at a sign-in.
  if (!need || need.kind === "offer") return false;
  // A method that was taken away proves nothing any more.
  const isAllowed = ({ for: scope, by }: Proof) =>
    scope === "any" ||
    (by === "recovery_code" ? facts.isRecoveryEnabled : need.methods.some((method) => method === by));
  return !proofs.filter(isAllowed).some(({ for: scope }) => {
    const proof = { scope: scope === "environment" ? null : scope };
    return judgeMfa(facts, { proof, chosenId }) === null;
  });
}
