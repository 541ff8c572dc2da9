import { JOIN_REFUSAL_WORDS, type JoinPolicy, refuseJoin } from "@/lib/organizations/join-rules";
import type { SignInRules } from "./find-flow";
import type { FlowState } from "./flow-state";

type Rules = Pick<
  SignInRules,
  "isSelfSignUpAllowed" | "allowedDomains" | "isDefaultOrganizationOnSignUp" | "canCreateOrganizationOnSignUp"
>;

export type SignUpOrganizations = {
  /** The one whose code was passed. */
  named: (JoinPolicy & { id: string }) | null;
  /** Open ones that take addresses of this domain. */
  matching: readonly { id: string }[];
  defaultId: string;
  /** The one that users of the connection join through which somebody comes. */
  connectedId?: string;
};

export type Join = { organizationId: string; by: "code" | "domain" | "default" | "connection" };

export type SignUpVerdict =
  | { kind: "refused"; message: string; field: "form" | "email" }
  | { kind: "open"; joins: Join[]; isOrganizationCreated: boolean };

/**
 * Whether someone with an address of this domain may sign up, and into which organizations; `domain` is null while the
 * address is not known. Nothing here depends on who has an account, so nothing can be told of it.
 */
export function judgeSignUp(
  rules: Rules,
  wish: Pick<FlowState, "orgCode" | "isOrganizationWanted">,
  found: SignUpOrganizations,
  domain: string | null,
): SignUpVerdict {
  if (!rules.isSelfSignUpAllowed) return refused("New accounts are not open to everyone here.");
  if (domain !== null && rules.allowedDomains.length > 0 && !rules.allowedDomains.includes(domain)) {
    return refused(
      "Accounts here are for addresses of certain domains, and yours is of none of them. Use your address there, or ask the people who run this service.",
      "email",
    );
  }
  const isOrganizationCreated = wish.isOrganizationWanted === true;
  if (isOrganizationCreated && !rules.canCreateOrganizationOnSignUp) {
    return refused(
      "New organizations cannot be created at sign-up here. Ask the people who run this service.",
    );
  }
  const joins: Join[] = [];
  if (found.connectedId) {
    joins.push({ organizationId: found.connectedId, by: "connection" });
  } else if (wish.orgCode && !isOrganizationCreated) {
    const refusal = refuseJoin(found.named, domain === null ? null : [domain]);
    if (refusal) return refused(JOIN_REFUSAL_WORDS[refusal], refusal === "other-domain" ? "email" : "form");
    if (found.named) joins.push({ organizationId: found.named.id, by: "code" });
  }
  for (const { id } of found.matching) {
    if (joins.every(({ organizationId }) => organizationId !== id))
      joins.push({ organizationId: id, by: "domain" });
  }
  if (joins.length > 0 || isOrganizationCreated) return { kind: "open", joins, isOrganizationCreated };
  if (rules.isDefaultOrganizationOnSignUp) {
    return {
      kind: "open",
      joins: [{ organizationId: found.defaultId, by: "default" }],
      isOrganizationCreated,
    };
  }
  // Which organizations take the address is not known before the address is.
  if (domain === null) return { kind: "open", joins, isOrganizationCreated };
  return refused(
    "Your address belongs to no organization here, so no account can be made with it. Use your address at your organization, or ask the people who run it to add you.",
    "email",
  );
}

function refused(message: string, field: "form" | "email" = "form"): SignUpVerdict {
  return { kind: "refused", message, field };
}
