import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import { db, type Tx } from "@/lib/core/db";
import type { SignUpOrganizations } from "./judge-sign-up";

type Row = {
  id: string;
  isDefault: boolean;
  isNamed: boolean;
  isMatching: boolean;
  isSuspended: boolean;
  isRegistrationAllowed: boolean;
  allowedDomains: string[];
};

/** The organizations that a sign-up may lead into: of the passed code, of the address's domain, and the default one. */
export async function findSignUpOrganizations(
  environment: EnvironmentRef,
  { code = "", domain = "" }: { code?: string; domain?: string },
  tx: Tx = db,
): Promise<SignUpOrganizations> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT id, is_default AS "isDefault", code = ${code} AS "isNamed",
      allowed_domains @> ARRAY[${domain}::text] AS "isMatching", suspended_at IS NOT NULL AS "isSuspended",
      is_registration_allowed AS "isRegistrationAllowed", allowed_domains AS "allowedDomains"
    FROM organization
    WHERE environment_id = ${environment.id}::uuid AND (default_of = ${environment.id}::uuid
      OR code = ${code} OR allowed_domains @> ARRAY[${domain}::text])
    ORDER BY id`;
  const standard = rows.find(({ isDefault }) => isDefault);
  if (!standard) throw new Error("This environment has no default organization.");
  return {
    named: rows.find(({ isNamed }) => isNamed) ?? null,
    matching: rows.filter(({ isMatching, isSuspended }) => isMatching && !isSuspended),
    defaultId: standard.id,
  };
}
