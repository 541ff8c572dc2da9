import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { completeSignIn, type Proven } from "./complete-sign-in";
import { findFactsToSettle } from "./find-facts-to-settle";
import type { Flow } from "./find-flow";
import { type FlowState, NO_MFA, START_AGAIN } from "./flow-state";
import { learnedSoFar } from "./learned-so-far";
import { saveFlow } from "./save-flow";
import { settleOrganization } from "./settle-organization";
import { judgeSignIn, REFUSAL_REASONS, type Verdict } from "./sign-in-rules";

/** What every proof leaves behind: the first step is done, and nothing of a sign-up or a recovery remains. */
const PROVEN = {
  intent: "sign-in",
  isPasswordRight: true,
  isCodeRight: true,
  isNewPasswordNeeded: false,
  refusal: undefined,
  need: undefined,
  isCompleted: undefined,
  lockedUntil: undefined,
  sealedSignUp: undefined,
} as const;

/**
 * Goes on after a step has proven what it asks for: judges the sign-in anew from the database and from what the flow has
 * `learned`, and completes it, refuses it, or leaves it at the next step. Every step ends here, so that none can be skipped
 * by going back, and only `completeSignIn` opens the way to the application. Runs in `ctx.tx` where that is given.
 */
export async function settleSignIn(
  flow: Flow,
  ctx: Context,
  proven: Proven,
  learned: Partial<FlowState> = {},
): Promise<Flow> {
  const { userId, identityId, method } = proven;
  const { provenAt = null } = flow.state;
  // A step of its own is left since an earlier proof, or this is the first one.
  const isFirst = flow.state.need === undefined || flow.userId !== userId;
  const carried = flow.userId === userId ? flow.state : { ...flow.state, ...NO_MFA };
  let state: FlowState = {
    ...carried,
    errors: {},
    notice: undefined,
    ...learned,
    ...PROVEN,
    identityId,
    method,
  };
  const wish = {
    userId,
    orgCode: state.chosenOrgCode ?? state.orgCode,
    applicationId: flow.applicationId,
    provenAt: isFirst ? null : provenAt,
  };
  const { facts, place } = await findFactsToSettle(flow.environment, wish, ctx.tx);
  const soFar = learnedSoFar(state, userId);
  const judge = (organizationId?: string): Verdict =>
    facts ? judgeSignIn(facts, { ...soFar, organizationId }) : { kind: "refused", refusal: "user-suspended" };
  let verdict = judge();
  let organization: { id: string; code: string } | null = null;
  if (verdict.kind === "allowed") {
    const settled = await settleOrganization(ctx, wish, place);
    if (settled.kind === "allowed") organization = settled.organization;
    else verdict = settled;
    // The organization's own second factor can only be asked for once it is known which one that is.
    if (organization) {
      verdict = judge(organization.id);
      state = { ...state, chosenOrgCode: organization.code, mfaOrganizationId: organization.id };
    }
  }
  if (verdict.kind === "allowed") {
    const completedAt = new Date().toISOString();
    const completed = { ...state, isCompleted: true, completedAt, chosenOrgCode: organization?.code };
    const outcome = await completeSignIn({ ...flow, state: completed }, ctx, proven, organization?.id);
    if (outcome.kind === "completed") {
      const settled = { organization, sessionsEndedAt: outcome.sessionsEndedAt };
      return { ...flow, userId, state: completed, settled };
    }
    // Suspended between the judgement and the write, which looks again; or what the first step went by is no way in any more.
    verdict = outcome.kind === "again" ? outcome : { kind: "refused", refusal: "user-suspended" };
  }
  const decided = verdict;
  return inTransaction(ctx, async (tx) => {
    // Every later step that can be guessed at has a lock of its own.
    await tx.lockout.deleteMany({
      where: { environmentId: flow.environment.id, subject: proven.subject },
    });
    if (decided.kind === "again") return saveFlow(flow, { ...state, ...START_AGAIN, userId: null }, tx);
    if (decided.kind === "needs") {
      const since = isFirst ? new Date().toISOString() : (provenAt ?? undefined);
      return saveFlow(flow, { ...state, need: decided.step, provenAt: since, userId }, tx);
    }
    const { refusal } = decided;
    await recordEvent(tx, ctx, {
      type: "authentication.refused",
      target: { type: "user", id: userId },
      reason: REFUSAL_REASONS[refusal],
      ...(state.orgCode && { after: { orgCode: state.orgCode } }),
    });
    return saveFlow(flow, { ...state, refusal, userId }, tx);
  });
}
