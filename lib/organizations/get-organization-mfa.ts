import "server-only";
import type { Context } from "@/lib/core/context";
import { db, type Tx } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import type { MfaRequirement, OrganizationMfa } from "@/lib/mfa/schema";
import { assertCan } from "@/lib/permissions/assert-can";

/** What an organization asks of its members besides the first proof, and what its environment asks of everybody. */
export async function getOrganizationMfa(
  ctx: Context,
  organizationId: string,
): Promise<{ settings: OrganizationMfa; environmentRequirement: MfaRequirement }> {
  assertCan(ctx, "organizations:read");
  return readOrganizationMfa(ctx, organizationId);
}

export async function readOrganizationMfa(ctx: Context, organizationId: string, tx: Tx = db) {
  if (!isId(organizationId)) throw notFoundError("organization");
  const found = await tx.organization.findFirst({
    where: { id: organizationId, environmentId: ctx.environment.id },
    select: {
      isMfaEnforced: true,
      mfaMethods: true,
      mfaExemptRoles: { select: { roleId: true }, orderBy: { roleId: "asc" } },
      environment: { select: { mfaRequirement: true } },
    },
  });
  if (!found) throw notFoundError("organization");
  return {
    settings: {
      isEnforced: found.isMfaEnforced,
      methods: found.mfaMethods,
      exemptRoleIds: found.mfaExemptRoles.map(({ roleId }) => roleId),
    },
    environmentRequirement: found.environment.mfaRequirement,
  };
}
