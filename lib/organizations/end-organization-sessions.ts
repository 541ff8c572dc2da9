import "server-only";
import type { Tx } from "@/lib/core/db";

/**
 * Ends sessions, grants and tokens of the users whom a suspension leaves without an open organization, within the caller's
 * transaction. Whoever has another one goes on there: tokens that name this one are refused by the issuer when it reads them.
 */
export async function endOrganizationSessions(tx: Tx, organizationId: string): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM oidc_artifact a USING membership m
    WHERE m.organization_id = ${organizationId}::uuid AND a.user_id = m.user_id AND NOT EXISTS (
      SELECT FROM membership other JOIN organization o ON o.id = other.organization_id
      WHERE other.user_id = m.user_id AND o.id <> ${organizationId}::uuid AND o.suspended_at IS NULL)`;
}
