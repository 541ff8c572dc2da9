import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { RequestInfo } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { judgeMfa, type MfaFacts, type MfaScope } from "@/lib/mfa/mfa-rules";
import { MFA_METHOD_LABELS, type MfaMethod } from "@/lib/mfa/schema";
import type { Flow } from "./find-flow";
import { findMfaStep } from "./find-mfa-step";
import { flowContext } from "./flow-context";
import { saveFlow } from "./save-flow";
import { tellOfMethods } from "./tell-of-methods";

const GONE = "This method is not there any more.";
const LAST = "You need a second method here, and this is your last one. Set up another first.";

/** Takes one of their own second factors from a user who has just proven one, unless a sign-in would then have to set up anew. */
export async function removeMfaMethod(
  flow: Flow,
  request: RequestInfo,
  { factorId }: { factorId: string },
): Promise<Flow> {
  const { userId } = flow;
  if (!userId) return flow;
  const ctx = flowContext(flow, request, userId);
  return inTransaction(ctx, async (tx) => {
    // Of two that are removed at once, the second is judged by what the first has left.
    await tx.$queryRaw`SELECT id FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
    const step = await findMfaStep(flow, tx);
    if (step?.need?.kind !== "add") return flow;
    const { scope } = step.need;
    const where = { id: factorId, userId, environmentId: flow.environment.id, organizationId: scope };
    const factor = isId(factorId) ? await tx.mfaFactor.findFirst({ where, select: { method: true } }) : null;
    if (!factor) return saveFlow(flow, { errors: { form: GONE } }, tx);
    const chosenId = scope ?? flow.state.mfaOrganizationId ?? null;
    const left = without(step.facts, factor.method, scope);
    if (judgeMfa(left, { chosenId })?.kind === "enrol") return saveFlow(flow, { errors: { form: LAST } }, tx);
    await takeAway(tx, userId, factorId);
    await recordEvent(tx, ctx, {
      type: "user.mfa_removed",
      target: { type: "user", id: userId },
      organizationId: scope ?? undefined,
      before: { method: factor.method },
      after: { method: null },
    });
    const label = MFA_METHOD_LABELS[factor.method];
    await tellOfMethods({ ...ctx, tx }, userId, `This method was removed from your account: ${label}.`);
    return saveFlow(flow, { notice: `${label} was removed.`, mfaChoice: undefined }, tx);
  });
}

function without(facts: MfaFacts, method: MfaMethod, scope: MfaScope): MfaFacts {
  const index = facts.factors.findIndex(
    (factor) => factor.method === method && factor.organizationId === scope,
  );
  return { ...facts, factors: facts.factors.toSpliced(index, 1) };
}

// Recovery codes stand in for a factor: without any, there is nothing that they could stand in for.
async function takeAway(tx: Tx, userId: string, factorId: string): Promise<void> {
  await tx.mfaFactor.deleteMany({ where: { id: factorId, userId } });
  const left = await tx.mfaFactor.count({ where: { userId } });
  if (left === 0) await tx.recoveryCode.deleteMany({ where: { userId } });
}
