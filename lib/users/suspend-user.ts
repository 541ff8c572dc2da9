import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { endSessions } from "./end-sessions";
import { assertMayEndAccess, requireTarget } from "./guard-target";
import type { suspendUserInput } from "./schema";
import { stateConflict } from "./state-conflict";

/** Keeps a user out until restored: sign-in is refused, and sessions and tokens end at once. */
export async function suspendUser(ctx: Context, input: z.output<typeof suspendUserInput>): Promise<void> {
  assertCan(ctx, "users:suspend");
  await inTransaction(ctx, async (tx) => {
    const user = await requireTarget(tx, ctx, input.userId);
    await assertMayEndAccess(tx, ctx, user, "suspend");

    const now = new Date();
    // The state stands in the `where`: of two admins who suspend at once, one changes the row and one is told.
    const { count } = await tx.user.updateMany({
      where: { id: user.id, environmentId: ctx.environment.id, status: "active" },
      data: { status: "suspended", suspendedAt: now, sessionsEndedAt: now, updatedAt: now },
    });
    if (count === 0) throw stateConflict(user.status, ["active"]);

    await endSessions(tx, user.id);
    await recordEvent(tx, ctx, {
      type: "user.suspended",
      target: { type: "user", id: user.id },
      reason: input.reason,
      before: { status: "active" },
      after: { status: "suspended" },
    });
  });
}
