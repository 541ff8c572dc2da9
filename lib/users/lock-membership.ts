import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";

/** Holds a user's membership until the transaction ends, so that saves of one user's access there take turns. */
export async function lockMembership(
  tx: Tx,
  ctx: Context,
  { userId, organizationId }: { userId: string; organizationId: string },
): Promise<void> {
  const rows = isId(organizationId)
    ? await tx.$queryRaw<{ found: number }[]>`
        SELECT 1 AS found FROM membership m JOIN organization o ON o.id = m.organization_id
        WHERE m.user_id = ${userId}::uuid AND m.organization_id = ${organizationId}::uuid
          AND o.environment_id = ${ctx.environment.id}::uuid FOR UPDATE OF m`
    : [];
  if (rows.length === 0) {
    throw new AppError(
      "conflict",
      "This user does not belong to this organization. Add the user to it first.",
    );
  }
}
