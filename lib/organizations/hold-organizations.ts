import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";

export type HeldOrganization = { id: string; name: string; code: string };

/**
 * The organizations of this environment among these ids, kept from being deleted until the transaction ends: one that is
 * being deleted at this moment is waited for and left out.
 */
export async function holdOrganizations(
  tx: Tx,
  ctx: Context,
  ids: readonly string[],
): Promise<HeldOrganization[]> {
  return tx.$queryRaw<HeldOrganization[]>`
    SELECT id, name, code FROM organization
    WHERE id = ANY (${ids.filter(isId)}::uuid[]) AND environment_id = ${ctx.environment.id}::uuid
    ORDER BY id FOR KEY SHARE`;
}
