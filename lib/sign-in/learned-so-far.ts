import type { FlowState } from "./flow-state";
import type { Learned } from "./sign-in-rules";

/** What a flow has learned of this user after the first proof, as `judgeSignIn` wants to know it. */
export function learnedSoFar(state: FlowState, userId: string): Learned {
  const mfaProof = state.mfaProof?.userId === userId ? state.mfaProof : undefined;
  const isManaging = state.isManagingMethods === true && mfaProof !== undefined;
  return { mfaProof, isMfaPageOpen: isManaging || state.sealedRecoveryCodes !== undefined };
}
