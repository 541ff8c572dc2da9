import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";

export type LockedOrganization = {
  id: string;
  code: string;
  name: string;
  externalId: string | null;
  isDefault: boolean;
  suspendedAt: Date | null;
};

/** Holds an organization's row until the transaction ends: changes of one organization take turns. */
export async function lockOrganization(
  tx: Tx,
  ctx: Context,
  organizationId: string,
): Promise<LockedOrganization> {
  if (!isId(organizationId)) throw notFoundError("organization");
  const [row] = await tx.$queryRaw<LockedOrganization[]>`
    SELECT id, code, name, external_id AS "externalId", is_default AS "isDefault", suspended_at AS "suspendedAt"
    FROM organization
    WHERE id = ${organizationId}::uuid AND environment_id = ${ctx.environment.id}::uuid FOR UPDATE`;
  if (!row) throw notFoundError("organization");
  return row;
}

/**
 * Holds the environment's default organization, so that deeds over many organizations take turns; new members need not
 * wait for it.
 */
export async function lockDefaultOrganization(tx: Tx, ctx: Context): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM organization WHERE default_of = ${ctx.environment.id}::uuid FOR NO KEY UPDATE`;
  if (!row) throw new Error("This environment has no default organization.");
  return row.id;
}

/** Refuses what must never happen to the default organization. */
export function assertNotDefault(organization: LockedOrganization, deed: "suspended" | "deleted"): void {
  if (!organization.isDefault) return;
  throw new AppError(
    "conflict",
    `This is the default organization of the environment. It cannot be ${deed}, but it can be renamed.`,
  );
}
