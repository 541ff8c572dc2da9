import type { FlowState } from "./flow-state";

const SECOND = {
  authenticator: "otp",
  email: "otp",
  sms: "sms",
  passkey: "pop",
  recovery_code: "otp",
} as const;

/** How a flow was proven, for the `amr` claim (RFC 8176). */
export function amrOf({ isCodeNeeded, intent, method, mfaProof }: FlowState): string[] {
  if (method === "passkey") return ["pop", "mfa"];
  const first = isCodeNeeded || intent === "sign-up" ? "otp" : "pwd";
  return mfaProof ? [...new Set([first, SECOND[mfaProof.by], "mfa"])] : [first];
}
