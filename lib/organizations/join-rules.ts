/** What an organization says about who may join; pure, so that sign-up and sign-in cannot disagree. */
export type JoinPolicy = {
  isSuspended: boolean;
  isRegistrationAllowed: boolean;
  allowedDomains: readonly string[];
};

export type JoinRefusal = "unknown" | "suspended" | "closed" | "other-domain";

/**
 * Whether someone who passes an organization's code may join it, with proven addresses of these domains; null while the
 * address is not known yet. Says null where they may.
 */
export function refuseJoin(
  policy: JoinPolicy | null | undefined,
  domains: readonly string[] | null,
): JoinRefusal | null {
  if (!policy) return "unknown";
  if (policy.isSuspended) return "suspended";
  if (policy.isRegistrationAllowed) return null;
  if (policy.allowedDomains.length === 0) return "closed";
  if (domains === null || domains.some((domain) => policy.allowedDomains.includes(domain))) return null;
  return "other-domain";
}

/** A refusal for the person at the hosted page. It names nothing of the organization: anyone can type a code. */
export const JOIN_REFUSAL_WORDS: Record<JoinRefusal, string> = {
  unknown: "The organization that you were sent to does not exist. Ask whoever sent you here for a new link.",
  suspended: "The organization that you were sent to is closed at the moment. Ask the people who run it.",
  closed: "This organization takes new users by invitation only. Ask the people who run it to add you.",
  "other-domain":
    "This organization takes addresses of its own domains only. Use your address there, or ask the people who run it to add you.",
};
