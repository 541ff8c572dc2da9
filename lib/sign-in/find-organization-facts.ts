import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { runPrepared } from "@/lib/core/run-prepared";
import type { OrganizationFacts } from "./organization-rules";

export type OrganizationWish = {
  userId: string;
  /** The code that was asked for or chosen. */
  orgCode?: string;
  /** The application that the user signs in to. */
  applicationId: string | null;
};

type Place = { id: string; code: string };
export type OrganizationFactsRow = Omit<OrganizationFacts, "asked"> & {
  asked: (Place & { isSuspended: boolean }) | null;
};

/** Wants the user ($1), the environment ($2), the code ($3) and the application ($4). */
export const FIND_ORGANIZATION_FACTS = {
  name: "find-organization-facts",
  text: `
    SELECT e.is_most_recent_organization
        OR EXISTS (SELECT FROM application a WHERE a.id = $4::uuid AND a.is_dashboard) AS "isNeverAsked",
      EXISTS (SELECT FROM membership m WHERE m.user_id = $1::uuid) AS "hasOrganization",
      (SELECT jsonb_build_object('id', o.id, 'code', o.code, 'isSuspended', o.suspended_at IS NOT NULL)
        FROM organization o JOIN membership m ON m.organization_id = o.id AND m.user_id = $1::uuid
        WHERE o.environment_id = e.id AND o.code = $3) AS asked,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'code', code)) FROM (
          SELECT o.id, o.code FROM membership m JOIN organization o ON o.id = m.organization_id
          WHERE m.user_id = $1::uuid AND o.environment_id = e.id AND o.suspended_at IS NULL
          ORDER BY m.last_used_at DESC NULLS LAST, o.is_default DESC, m.created_at, o.id LIMIT 2
        ) AS usable), '[]'::jsonb) AS open
    FROM environment e WHERE e.id = $2::uuid`,
};

/** All that `judgeOrganization` needs, in one statement. */
export async function findOrganizationFacts(
  environment: EnvironmentRef,
  { userId, orgCode, applicationId }: OrganizationWish,
  tx?: Tx,
): Promise<OrganizationFacts> {
  const values = [userId, environment.id, plausibleCode(orgCode), applicationId];
  const [row] = await runPrepared<OrganizationFactsRow>(FIND_ORGANIZATION_FACTS, values, tx);
  if (!row) throw new Error("the environment is gone");
  return toOrganizationFacts(row, orgCode);
}

/** A text that may be a code, or null. */
export function plausibleCode(orgCode: string | undefined): string | null {
  return orgCode !== undefined && /^\w{1,100}$/.test(orgCode) ? orgCode : null;
}

export function toOrganizationFacts(
  row: OrganizationFactsRow,
  orgCode: string | undefined,
): OrganizationFacts {
  return { ...row, asked: orgCode === undefined ? null : standing(row.asked) };
}

function standing(asked: OrganizationFactsRow["asked"]): OrganizationFacts["asked"] {
  if (!asked) return "stranger";
  const { isSuspended, ...organization } = asked;
  return { organization, standing: isSuspended ? "suspended" : "open" };
}
