import "server-only";
import type { RequestInfo } from "@/lib/core/context";
import { mfaSubject } from "@/lib/core/lockout-subject";
import type { Flow } from "./find-flow";
import { findMfaStep } from "./find-mfa-step";
import { flowContext } from "./flow-context";
import { settleSignIn } from "./settle-sign-in";

/**
 * Goes on once the user has kept the new recovery codes, which from here on nobody can read; also where a second factor was
 * asked for and is not any more.
 */
export async function keepRecoveryCodes(
  flow: Flow,
  request: RequestInfo,
  { wantsMethods }: { wantsMethods: boolean },
): Promise<Flow> {
  const step = await findMfaStep(flow);
  const { identityId, method = "password" } = flow.state;
  if (!step || step.need || !identityId) return flow;
  const { userId } = step;
  const proven = { userId, identityId, subject: mfaSubject(userId), method };
  return settleSignIn(flow, flowContext(flow, request, userId), proven, {
    sealedRecoveryCodes: undefined,
    isManagingMethods: wantsMethods || flow.state.isManagingMethods,
  });
}
