import type { Step } from "@/lib/sign-in/next-step";

/** The page of a step of a flow, or a form's target under it. */
export function flowPath(
  environmentKey: string,
  page:
    | Step
    | `${Step}/${"submit" | "resend"}`
    | `mfa/${"choose" | "skip" | "codes" | "keep" | "passkey" | "remove" | "renew-codes" | "done"}`
    | `sign-in/${"passkey" | "passkey-answer" | "connection"}`
    | "connection/start"
    | "accept-policies/decline"
    | "finish"
    | "expired",
  flowId: string,
): string {
  const path = page === "finished" ? "finish" : page;
  return `/auth/${encodeURIComponent(environmentKey)}/${path}?flow=${encodeURIComponent(flowId)}`;
}
