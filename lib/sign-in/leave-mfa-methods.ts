import "server-only";
import type { RequestInfo } from "@/lib/core/context";
import { mfaSubject } from "@/lib/core/lockout-subject";
import type { Flow } from "./find-flow";
import { findMfaStep } from "./find-mfa-step";
import { flowContext } from "./flow-context";
import { settleSignIn } from "./settle-sign-in";

/** Goes on with the sign-in once the user is done with their methods. */
export async function leaveMfaMethods(flow: Flow, request: RequestInfo): Promise<Flow> {
  const step = await findMfaStep(flow);
  const { identityId, method = "password" } = flow.state;
  if (step?.need?.kind !== "add" || !identityId) return flow;
  const { userId } = step;
  const proven = { userId, identityId, subject: mfaSubject(userId), method };
  return settleSignIn(flow, flowContext(flow, request, userId), proven, {
    isManagingMethods: undefined,
    mfaChoice: undefined,
    passkeyOptions: undefined,
  });
}
