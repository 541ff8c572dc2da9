import "server-only";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { joinByPolicy } from "@/lib/organizations/join-by-policy";
import type { OrganizationWish } from "./find-organization-facts";
import { judgeOrganization, type OrganizationFacts, type OrganizationVerdict } from "./organization-rules";

/** Which organization a sign-in is for; who asks for one whose policy lets them join becomes a member of it. */
export async function settleOrganization(
  ctx: Context,
  { userId, orgCode }: OrganizationWish,
  facts: OrganizationFacts,
): Promise<OrganizationVerdict> {
  if (facts.asked === "stranger" && orgCode !== undefined) {
    const joined = await inTransaction(ctx, (tx) =>
      joinByPolicy(tx, { ...ctx, tx }, { userId, code: orgCode }),
    );
    if (joined.kind === "member") return { kind: "allowed", organization: joined.organization };
  }
  return judgeOrganization(facts);
}
