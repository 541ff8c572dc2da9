import "server-only";
import { db, type Tx } from "@/lib/core/db";
import { type CurrentPolicy, findCurrentPolicies } from "@/lib/policy-acceptance/find-current-policies";
import type { Flow } from "./find-flow";
import { findSignInFacts } from "./find-sign-in-facts";
import { learnedSoFar } from "./learned-so-far";
import { judgeSignIn } from "./sign-in-rules";

/** What the user of a flow is asked to accept now: nothing when something else stands in the way. */
export async function findAskedPolicies(flow: Flow, tx: Tx = db): Promise<CurrentPolicy[]> {
  const { environment, userId, state } = flow;
  if (!userId) return [];
  const facts = await findSignInFacts(environment, userId, { tx, provenAt: state.provenAt ?? null });
  const verdict = facts && judgeSignIn(facts, learnedSoFar(state, userId));
  if (verdict?.kind !== "needs" || verdict.step !== "accept-policies") return [];
  const current = await findCurrentPolicies(environment.id, tx);
  return current.filter(({ id }) => facts?.unacceptedPolicyIds.includes(id));
}
