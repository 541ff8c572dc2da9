import type { MfaNeed } from "@/lib/mfa/mfa-rules";

/** The button that leads from setting one method up back to where it was chosen. */
export function wayBack({ kind }: MfaNeed): { value: "another"; label: string } {
  return { value: "another", label: kind === "add" ? "Back to your methods" : "Use another method" };
}
