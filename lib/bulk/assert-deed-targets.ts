import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import type { BulkDeed } from "./schema";

/** Refuses a deed that names an organization or a role which this environment does not have. */
export async function assertDeedTargets(tx: Tx, ctx: Context, deed: BulkDeed): Promise<void> {
  const environmentId = ctx.environment.id;
  if ("organizationId" in deed) {
    const where = { id: deed.organizationId, environmentId };
    if (!isId(where.id) || (await tx.organization.count({ where })) === 0)
      throw notFoundError("organization");
  }
  if ("roleId" in deed) {
    const where = { id: deed.roleId, environmentId };
    if (!isId(where.id) || (await tx.role.count({ where })) === 0) throw notFoundError("role");
  }
}
