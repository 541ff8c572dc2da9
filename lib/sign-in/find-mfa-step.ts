import "server-only";
import { db, type Tx } from "@/lib/core/db";
import { judgeMfa, type MfaFacts, type MfaNeed } from "@/lib/mfa/mfa-rules";
import type { MfaMethod } from "@/lib/mfa/schema";
import type { Flow } from "./find-flow";
import { findSignInFacts } from "./find-sign-in-facts";
import type { FlowState } from "./flow-state";
import { nextStep } from "./next-step";

const MOST_PASSKEYS = 10;

export type MfaStep = {
  userId: string;
  /** Null: nothing is left to prove, only new recovery codes to be kept. */
  need: MfaNeed | null;
  facts: MfaFacts;
  /** What is being proven or set up; null while the user has still to choose. */
  method: MfaMethod | "recovery_code" | null;
};

/** What the flow's second factor step asks for, judged anew from the database; null when the flow is not there. */
export async function findMfaStep(flow: Flow, tx?: Tx): Promise<MfaStep | null> {
  const { userId } = flow;
  // The attempt itself meets the lock.
  if (!userId || nextStep({ ...flow.state, lockedUntil: undefined }) !== "mfa") return null;
  const facts = await findSignInFacts(flow.environment, userId, {
    tx,
    provenAt: flow.state.provenAt ?? null,
  });
  if (!facts?.isActive || facts.isProofVoid) return null;
  const { mfaProof, mfaChoice, mfaOrganizationId = null } = flow.state;
  const proof = mfaProof?.userId === userId ? mfaProof : undefined;
  const need: MfaNeed | null =
    judgeMfa(facts.mfa, { proof, chosenId: mfaOrganizationId }) ??
    (proof ? findAddition(flow.state, facts.mfa, proof.scope) : null);
  return { userId, need, facts: facts.mfa, method: methodOf(need, facts.mfa, mfaChoice?.method) };
}

function methodOf(
  need: MfaNeed | null,
  facts: MfaFacts,
  chosen: MfaMethod | "recovery_code" | undefined,
): MfaStep["method"] {
  if (!need) return null;
  if (need.kind !== "challenge") {
    return chosen && chosen !== "recovery_code" && need.methods.includes(chosen) ? chosen : null;
  }
  if (chosen === "recovery_code" && facts.isRecoveryEnabled && facts.recoveryCodes > 0) return chosen;
  return need.enrolled.find((method) => method === chosen) ?? need.enrolled[0] ?? null;
}

/** What may be added by who has proven one and is at work on their methods; first they keep what they were shown. */
function findAddition(state: FlowState, facts: MfaFacts, scope: string | null): MfaNeed | null {
  if (!state.isManagingMethods || state.sealedRecoveryCodes || scope === "any") return null;
  const organization = facts.enforcing.find(({ organizationId }) => organizationId === scope);
  const allowed = scope === null ? facts.methods : (organization?.methods ?? []);
  const countOf = (method: MfaMethod) =>
    facts.factors.filter((factor) => factor.method === method && factor.organizationId === scope).length;
  return {
    ...{ scope, kind: "add" },
    methods: allowed.filter((method) => countOf(method) < (method === "passkey" ? MOST_PASSKEYS : 1)),
    enrolled: allowed.filter((method) => countOf(method) > 0),
  };
}

/** The factors that may be proven in this step, newest first. */
export function findFactors(step: MfaStep & { need: MfaNeed }, method: MfaMethod, tx: Tx = db) {
  return tx.mfaFactor.findMany({
    where: { userId: step.userId, organizationId: step.need.scope, method },
    orderBy: { id: "desc" },
    take: 20,
  });
}
