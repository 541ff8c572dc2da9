type Place = { id: string; code: string };

/** What decides which organization a sign-in is for. */
export type OrganizationFacts = {
  /** How the user stands to the organization that is asked for; null where none is. An unknown one is a stranger too. */
  asked: { organization: Place; standing: "open" | "suspended" } | "stranger" | null;
  /** The organizations that the user may use, two at most, the one used last first. */
  open: Place[];
  hasOrganization: boolean;
  /** The one used last is taken: by the environment's policy, and always for the dashboard. */
  isNeverAsked: boolean;
};

export type OrganizationVerdict =
  | { kind: "refused"; refusal: "organization-suspended" | "organizations-suspended" | "no-membership" }
  | { kind: "needs"; step: "organization" }
  | { kind: "allowed"; organization: Place | null };

/** Which organization a sign-in is for: pure, and asked by the hosted pages and by the issuer, so that they agree. */
export function judgeOrganization(facts: OrganizationFacts): OrganizationVerdict {
  const { asked, open, hasOrganization, isNeverAsked } = facts;
  if (asked === "stranger") return { kind: "refused", refusal: "no-membership" };
  if (asked?.standing === "suspended") return { kind: "refused", refusal: "organization-suspended" };
  if (asked) return { kind: "allowed", organization: asked.organization };
  const [first, second] = open;
  if (!first && hasOrganization) return { kind: "refused", refusal: "organizations-suspended" };
  if (second && !isNeverAsked) return { kind: "needs", step: "organization" };
  return { kind: "allowed", organization: first ?? null };
}
