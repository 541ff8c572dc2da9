import "server-only";
import type { RequestInfo } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import type { Flow } from "./find-flow";
import { findMfaStep } from "./find-mfa-step";
import { flowContext } from "./flow-context";
import { makeRecoveryCodes } from "./make-recovery-codes";
import { saveFlow } from "./save-flow";
import { tellOfMethods } from "./tell-of-methods";

/** Gives new recovery codes, in place of all earlier ones, to a user who has just proven a second factor and has one. */
export async function renewRecoveryCodes(flow: Flow, request: RequestInfo): Promise<Flow> {
  const { userId } = flow;
  if (!userId) return flow;
  const ctx = flowContext(flow, request, userId);
  return inTransaction(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
    const step = await findMfaStep(flow, tx);
    if (step?.need?.kind !== "add" || !step.facts.isRecoveryEnabled) return flow;
    if (step.facts.factors.length === 0) return flow;
    const sealedRecoveryCodes = await makeRecoveryCodes({ ...ctx, tx }, userId);
    await tellOfMethods(
      { ...ctx, tx },
      userId,
      "New recovery codes were made. Those from before do not work any more.",
    );
    return saveFlow(flow, { sealedRecoveryCodes }, tx);
  });
}
