import type { FlowState } from "./flow-state";
import type { NeededStep } from "./sign-in-rules";

/** The steps; each is also the name of its page. */
export type Step =
  | "sign-in"
  | "sign-up"
  | "password"
  | "connection"
  | "forgot-password"
  | "code"
  | "new-password"
  | "locked"
  | "suspended"
  | NeededStep
  | "finished";

type Facts = Pick<
  FlowState,
  | "intent"
  | "identifier"
  | "connection"
  | "isPasswordRight"
  | "refusal"
  | "need"
  | "isCompleted"
  | "lockedUntil"
  | "isCodeNeeded"
  | "isCodeRight"
  | "isNewPasswordNeeded"
  | "isRecoverySent"
  | "isRecoveryProven"
  | "sealedSignUp"
>;

/** Where a flow stands, from what it has learned and nothing else. */
export function nextStep(flow: Facts, now = new Date()): Step {
  if (flow.lockedUntil && new Date(flow.lockedUntil) > now) return "locked";
  if (flow.intent === "sign-up") {
    if (!flow.sealedSignUp) return "sign-up";
    return flow.isCompleted ? "finished" : "code";
  }
  if (flow.intent === "recover") return recoveryStep(flow);
  if (flow.intent === "organization") return switchStep(flow);
  if (flow.connection && !flow.isPasswordRight) return "connection";
  if (!flow.identifier) return "sign-in";
  if (!flow.isPasswordRight) return "password";
  if (flow.refusal) return "suspended";
  if (flow.isNewPasswordNeeded) return "new-password";
  if (flow.isCodeNeeded && !flow.isCodeRight) return "code";
  if (flow.isCompleted) return "finished";
  // Proven, but never judged: the proof is made once more.
  return flow.need ?? "password";
}

// Never "finished": only the new password ends it, which turns the flow into a sign-in that is done.
function recoveryStep(flow: Facts): Step {
  if (!flow.isRecoverySent) return "forgot-password";
  if (!flow.isRecoveryProven) return "code";
  return flow.refusal ? "suspended" : "new-password";
}

// Somebody signed in already who asks for another organization.
function switchStep(flow: Facts): Step {
  if (flow.refusal) return "suspended";
  return flow.isCompleted ? "finished" : "organization";
}

/** Whether the page of a step may be shown: where the flow stands, or the form it came from (the back button). */
export function canShowStep(flow: Facts, step: Step, now = new Date()): boolean {
  const current = nextStep(flow, now);
  if (current === step) return true;
  if (current === "finished") return false;
  return step === "sign-in" || step === "sign-up" || step === "forgot-password";
}
