import "server-only";
import { interactionPolicy, type KoaContextWithOIDC } from "oidc-provider";
import { findOrganizationFacts } from "@/lib/sign-in/find-organization-facts";
import { judgeOrganization, type OrganizationVerdict } from "@/lib/sign-in/organization-rules";
import { requireScope } from "./request-scope";
import { organizationIn } from "./token-facts";

const { Check, Prompt } = interactionPolicy;

/**
 * Settles which organization an authorization is for: what the hosted pages have settled, what the application asks for,
 * or what this browser chose last; looked up anew each time. Where none of it is open to the user, the hosted page asks.
 */
export function organizationPrompt(): InstanceType<typeof Prompt> {
  return new Prompt(
    { name: "organization", requestable: false },
    new Check(
      "organization_needed",
      "End-User has to choose an organization that is open to them",
      "interaction_required",
      needsOrganization,
    ),
  );
}

async function needsOrganization(ctx: KoaContextWithOIDC): Promise<boolean> {
  const verdict = await judgeOrganizationOf(ctx);
  if (!verdict) return Check.NO_NEED_TO_PROMPT;
  if (verdict.kind !== "allowed") return Check.REQUEST_PROMPT;
  requireScope().organization = verdict.organization?.code;
  return Check.NO_NEED_TO_PROMPT;
}

/** For which organization a request of someone who is signed in would be; null when nobody is. */
export async function judgeOrganizationOf(ctx: KoaContextWithOIDC): Promise<OrganizationVerdict | null> {
  const { session, client, result, params } = ctx.oidc;
  const userId = session?.accountId;
  if (!userId) return null;
  const scope = requireScope();
  const settledPlace = scope.settled?.userId === userId ? scope.settled.organization : null;
  if (settledPlace && settledPlace.code === codeIn(result?.organization)) {
    return { kind: "allowed", organization: settledPlace };
  }
  const applicationId = typeof client?.application_id === "string" ? client.application_id : null;
  const judge = async (orgCode?: string) =>
    judgeOrganization(await findOrganizationFacts(scope.environment, { userId, orgCode, applicationId }));

  const settled = codeIn(result?.organization);
  const asked = settled ?? textOf(params?.org_code);
  let verdict = await judge(asked);
  const last = organizationIn(session);
  // Soft: where it is not open any more, the user is asked.
  if (verdict.kind === "needs" && last) verdict = await judge(last);
  return verdict;
}

function codeIn(value: unknown): string | undefined {
  return typeof value === "object" && value !== null && "code" in value ? textOf(value.code) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
