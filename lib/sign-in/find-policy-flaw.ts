import type { CurrentPolicy } from "@/lib/policy-acceptance/find-current-policies";

/** What is wrong with a box that sent these versions, or null when it covers all that has to be accepted. */
export function findPolicyFlaw(asked: CurrentPolicy[], accepted: string[]): string | null {
  if (asked.every(({ id }) => accepted.includes(id))) return null;
  return accepted.length === 0
    ? "Tick this box to go on."
    : "A new version was published a moment ago. Read it, then tick this box.";
}
