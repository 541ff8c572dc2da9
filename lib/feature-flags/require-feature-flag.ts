import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";

export const FLAG_FACTS = {
  id: true,
  name: true,
  description: true,
  key: true,
  type: true,
  allowOverrideLevel: true,
  defaultValue: true,
  environmentValue: true,
  version: true,
} as const;

/** The flag that a deed is about, locked. */
export async function requireFeatureFlag(tx: Tx, ctx: Context, id: string) {
  const rows = isId(id)
    ? await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM feature_flag
        WHERE id = ${id}::uuid AND environment_id = ${ctx.environment.id}::uuid FOR UPDATE`
    : [];
  if (rows.length === 0) throw notFoundError("feature flag");
  return tx.featureFlag.findUniqueOrThrow({ where: { id }, select: FLAG_FACTS });
}
