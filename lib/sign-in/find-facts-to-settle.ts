import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { runPrepared } from "@/lib/core/run-prepared";
import {
  FIND_ORGANIZATION_FACTS,
  type OrganizationFactsRow,
  type OrganizationWish,
  plausibleCode,
  toOrganizationFacts,
} from "./find-organization-facts";
import { signInFactsSql } from "./find-sign-in-facts";
import type { OrganizationFacts } from "./organization-rules";
import type { SignInFacts } from "./sign-in-rules";

const FIND_FACTS_TO_SETTLE = {
  name: "find-facts-to-settle",
  text: `
    SELECT (SELECT to_jsonb(f) FROM (${signInFactsSql("$5")}) f) AS facts,
      (SELECT to_jsonb(p) FROM (${FIND_ORGANIZATION_FACTS.text}) p) AS place`,
};

type Row = { facts: SignInFacts | null; place: OrganizationFactsRow };

/** What `findSignInFacts` and `findOrganizationFacts` give, by one statement: all that a sign-in is settled by. */
export async function findFactsToSettle(
  environment: EnvironmentRef,
  { userId, orgCode, applicationId, provenAt }: OrganizationWish & { provenAt: string | null },
  tx?: Tx,
): Promise<{ facts: SignInFacts | null; place: OrganizationFacts }> {
  const values = [userId, environment.id, plausibleCode(orgCode), applicationId, provenAt];
  const [row] = await runPrepared<Row>(FIND_FACTS_TO_SETTLE, values, tx);
  if (!row) throw new Error("the environment is gone");
  return { facts: row.facts, place: toOrganizationFacts(row.place, orgCode) };
}
