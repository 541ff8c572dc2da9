import "server-only";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { joinByPolicy } from "@/lib/organizations/join-by-policy";
import { findOrganizationFacts, type OrganizationWish } from "./find-organization-facts";
import { judgeOrganization, type OrganizationVerdict } from "./organization-rules";

/** Which organization a sign-in is for; who asks for one whose policy lets them join becomes a member of it. */
export async function settleOrganization(ctx: Context, wish: OrganizationWish): Promise<OrganizationVerdict> {
  const facts = await findOrganizationFacts(ctx.environment, wish, ctx.tx);
  const { userId, orgCode } = wish;
  if (facts.asked === "stranger" && orgCode !== undefined) {
    const joined = await inTransaction(ctx, (tx) =>
      joinByPolicy(tx, { ...ctx, tx }, { userId, code: orgCode }),
    );
    if (joined.kind === "member") return { kind: "allowed", organization: joined.organization };
  }
  return judgeOrganization(facts);
}
