import type { FlowState } from "./flow-state";
import type { Learned } from "./sign-in-rules";

/** What a flow has learned of this user after the first proof, as `judgeSignIn` wants to know it. */
export function learnedSoFar({ mfaProof, sealedRecoveryCodes }: FlowState, userId: string): Learned {
  return {
    mfaProof: mfaProof?.userId === userId ? mfaProof : undefined,
    hasUnreadCodes: sealedRecoveryCodes !== undefined,
  };
}
