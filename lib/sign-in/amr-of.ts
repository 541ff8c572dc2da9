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
  // No value of RFC 8176 says that another provider vouches; this is the one that those in the field use.
  if (method === "connection") return mfaProof ? ["fed", SECOND[mfaProof.by], "mfa"] : ["fed"];
  const first = isCodeNeeded || intent === "sign-up" ? "otp" : "pwd";
  return mfaProof ? [...new Set([first, SECOND[mfaProof.by], "mfa"])] : [first];
}
