import "server-only";
import type { RequestInfo } from "@/lib/core/context";
import type { Flow } from "./find-flow";
import { flowContext } from "./flow-context";
import { nextStep } from "./next-step";
import { settleSignIn } from "./settle-sign-in";
import { switchOrganization } from "./switch-organization";

/** Takes the organization that was chosen, and goes on with it: to the end of a sign-in, or to another organization. */
export async function chooseOrganization(
  flow: Flow,
  request: RequestInfo,
  { organization }: { organization: string },
): Promise<Flow> {
  const { userId, state } = flow;
  if (!userId || nextStep(state) !== "organization") return flow;
  const ctx = flowContext(flow, request);
  if (state.intent === "organization") return switchOrganization(flow, ctx, userId, organization);
  const { identityId, method } = state;
  if (!identityId || !method) return flow;
  const proven = { userId, identityId, subject: userId, method };
  return settleSignIn(flow, ctx, proven, { chosenOrgCode: organization });
}
