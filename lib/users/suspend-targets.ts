import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { changeTargets, type TargetResult } from "./change-targets";
import { endSessions } from "./end-sessions";
import { assertMayEndAccess, requireTarget } from "./guard-target";

/** Suspends these users within the caller's transaction; the caller has asked for the right to. */
export async function suspendTargets(
  tx: Tx,
  ctx: Context,
  userIds: readonly string[],
  reason: string,
): Promise<TargetResult[]> {
  return changeTargets(tx, ctx, userIds, {
    from: ["active"],
    guard: async (id) => assertMayEndAccess(tx, ctx, await requireTarget(tx, ctx, id), "suspend"),
    change: async (users) => {
      const ids = users.map(({ id }) => id);
      const now = new Date();
      // As one array: a parameter for each of hundreds of ids costs more than the change.
      await tx.$executeRaw`
        UPDATE app_user SET status = 'suspended', suspended_at = ${now}, sessions_ended_at = ${now}, updated_at = ${now}
        WHERE id = ANY (${ids}::uuid[]) AND environment_id = ${ctx.environment.id}::uuid AND status = 'active'`;
      await endSessions(tx, ids);
      await recordEvents(
        tx,
        ctx,
        ids.map((id) => ({
          type: "user.suspended",
          target: { type: "user", id },
          reason,
          before: { status: "active" },
          after: { status: "suspended" },
        })),
      );
    },
  });
}
