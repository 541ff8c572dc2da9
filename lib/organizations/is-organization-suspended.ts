import "server-only";
import { db, type Tx } from "@/lib/core/db";

/** Whether nobody may sign in to this organization now; read at each use, never remembered. */
export async function isOrganizationSuspended(organizationId: string, tx: Tx = db): Promise<boolean> {
  const count = await tx.organization.count({ where: { id: organizationId, suspendedAt: { not: null } } });
  return count > 0;
}
