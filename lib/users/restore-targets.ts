import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { changeTargets, type TargetResult } from "./change-targets";
import { requireTarget } from "./guard-target";

/** Restores these users within the caller's transaction; the caller has asked for the right to. */
export async function restoreTargets(
  tx: Tx,
  ctx: Context,
  userIds: readonly string[],
): Promise<TargetResult[]> {
  return changeTargets(tx, ctx, userIds, {
    from: ["suspended"],
    guard: async (id) => void (await requireTarget(tx, ctx, id)),
    change: async (users) => {
      const ids = users.map(({ id }) => id);
      await tx.$executeRaw`
        UPDATE app_user SET status = 'active', suspended_at = NULL, updated_at = ${new Date()}
        WHERE id = ANY (${ids}::uuid[]) AND environment_id = ${ctx.environment.id}::uuid AND status = 'suspended'`;
      await recordEvents(
        tx,
        ctx,
        ids.map((id) => ({
          type: "user.restored",
          target: { type: "user", id },
          before: { status: "suspended" },
          after: { status: "active" },
        })),
      );
    },
  });
}
