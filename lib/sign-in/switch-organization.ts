import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context, RequestInfo } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { findJoinable } from "@/lib/organizations/join-by-policy";
import type { Flow } from "./find-flow";
import { findOrganizationFacts } from "./find-organization-facts";
import { flowContext } from "./flow-context";
import { judgeOrganization } from "./organization-rules";
import { saveFlow } from "./save-flow";
import { settleOrganization } from "./settle-organization";
import { REFUSAL_REASONS, type Refusal } from "./sign-in-rules";

/**
 * Begins the flow of someone who is signed in already and asks for another organization: refused at once where it is not
 * open to them, else left at the page that asks. Nobody joins one by following a link.
 */
export async function startSwitch(flow: Flow, request: RequestInfo): Promise<Flow> {
  const { userId, applicationId, environment } = flow;
  if (!userId) return flow;
  const { orgCode } = flow.state;
  const facts = await findOrganizationFacts(environment, { userId, orgCode, applicationId });
  const verdict = judgeOrganization(facts);
  if (verdict.kind !== "refused") return flow;
  if (orgCode !== undefined && facts.asked === "stranger") {
    const { kind } = await findJoinable(environment, { userId, code: orgCode });
    if (kind !== "refused") return flow;
  }
  return refuse(flow, flowContext(flow, request), userId, verdict.refusal);
}

/** Goes on with another organization without a new sign-in: the session stands, and the issuer looks again. */
export async function switchOrganization(
  flow: Flow,
  ctx: Context,
  userId: string,
  orgCode: string,
): Promise<Flow> {
  const { applicationId } = flow;
  return inTransaction(ctx, async (tx) => {
    const wish = { userId, orgCode, applicationId };
    const facts = await findOrganizationFacts(ctx.environment, wish, tx);
    const verdict = await settleOrganization({ ...ctx, tx }, wish, facts);
    if (verdict.kind === "refused") return refuse(flow, { ...ctx, tx }, userId, verdict.refusal);
    if (verdict.kind === "needs" || !verdict.organization) return flow;
    const { id, code } = verdict.organization;
    await tx.membership.updateMany({
      where: { userId, organizationId: id },
      data: { lastUsedAt: new Date() },
    });
    await recordEvent(tx, ctx, {
      type: "authentication.organization_switched",
      target: { type: "user", id: userId },
      organizationId: id,
    });
    return saveFlow(flow, { chosenOrgCode: code, isCompleted: true }, tx);
  });
}

async function refuse(flow: Flow, ctx: Context, userId: string, refusal: Refusal): Promise<Flow> {
  return inTransaction(ctx, async (tx) => {
    await recordEvent(tx, ctx, {
      type: "authentication.refused",
      target: { type: "user", id: userId },
      reason: REFUSAL_REASONS[refusal],
      ...(flow.state.orgCode && { after: { orgCode: flow.state.orgCode } }),
    });
    return saveFlow(flow, { refusal }, tx);
  });
}
