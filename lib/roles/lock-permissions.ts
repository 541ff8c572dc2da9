import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";

/** The permissions about to be put into a role, kept from being deleted meanwhile; refuses when one is gone or foreign. */
export async function lockPermissions(
  tx: Tx,
  ctx: Context,
  ids: readonly string[],
): Promise<{ id: string; key: string }[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const found = await tx.$queryRaw<{ id: string; key: string }[]>`
    SELECT id, key FROM permission
    WHERE environment_id = ${ctx.environment.id}::uuid AND id = ANY(${wanted.filter(isId)}::uuid[])
    ORDER BY id FOR KEY SHARE`;
  if (found.length === wanted.length) return found;
  throw new AppError(
    "conflict",
    "One of these permissions does not exist any more. Reload and choose again.",
  );
}
