import "server-only";
import { db, type Tx } from "@/lib/core/db";
import type { Flow } from "./find-flow";
import { type FlowState, flowStateSchema } from "./flow-state";
import { nextStep } from "./next-step";

/** Keeps what a step has learned. What the form said last time goes unless the change says it anew. */
export async function saveFlow(
  flow: Flow,
  change: Partial<FlowState> & { userId?: string | null },
  tx: Tx = db,
): Promise<Flow> {
  const { userId = flow.userId, ...learned } = change;
  const state = flowStateSchema.parse({
    ...flow.state,
    errors: {},
    notice: undefined,
    ...learned,
  });
  await tx.signInFlow.updateMany({
    where: { id: flow.id, environmentId: flow.environment.id },
    data: { state: JSON.parse(JSON.stringify(state)), step: nextStep(state), userId },
  });
  return { ...flow, userId, state };
}
