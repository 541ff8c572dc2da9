import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { RequestInfo } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { recordAcceptance } from "@/lib/policy-acceptance/record-acceptance";
import { findAskedPolicies } from "./find-asked-policies";
import type { Flow } from "./find-flow";
import { findPolicyFlaw } from "./find-policy-flaw";
import { flowContext } from "./flow-context";
import { START_AGAIN } from "./flow-state";
import { nextStep } from "./next-step";
import { saveFlow } from "./save-flow";
import { settleSignIn } from "./settle-sign-in";

/** Records that someone who has proven who they are accepts the versions they were shown, and goes on. */
export async function acceptPolicies(
  flow: Flow,
  request: RequestInfo,
  { policies: accepted }: { policies: string[] },
): Promise<Flow> {
  const { userId, state } = flow;
  const { identityId, method } = state;
  if (!userId || !identityId || !method || nextStep(state) !== "accept-policies") return flow;
  const ctx = flowContext(flow, request);
  return inTransaction(ctx, async (tx) => {
    if (!(await holdFlow(tx, flow))) return flow;
    const asked = await findAskedPolicies(flow, tx);
    const flaw = findPolicyFlaw(asked, accepted);
    if (flaw) return saveFlow(flow, { errors: { policies: flaw } }, tx);
    const acceptedAt = new Date().toISOString();
    await recordAcceptance(tx, ctx, userId, { policies: asked, acceptedAt, ip: request.ip });
    return settleSignIn(flow, { ...ctx, tx }, { userId, identityId, subject: userId, method });
  });
}

/** Notes that someone would not accept, and forgets what they have proven. */
export async function declinePolicies(flow: Flow, request: RequestInfo): Promise<Flow> {
  const { userId } = flow;
  if (!userId || nextStep(flow.state) !== "accept-policies") return flow;
  const ctx = flowContext(flow, request);
  return inTransaction(ctx, async (tx) => {
    if (!(await holdFlow(tx, flow))) return flow;
    await recordEvent(tx, ctx, {
      type: "authentication.refused",
      target: { type: "user", id: userId },
      reason: "The user did not accept the policies",
    });
    return saveFlow(flow, { ...START_AGAIN, userId: null, errors: {} }, tx);
  });
}

// The row stays locked until the end: of two forms sent at once, the second finds the flow gone on.
async function holdFlow(tx: Tx, { id, environment, userId }: Flow): Promise<boolean> {
  const step = "accept-policies";
  const where = { id, environmentId: environment.id, userId, step };
  return (await tx.signInFlow.updateMany({ where, data: { step } })).count === 1;
}
