import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { requireTarget } from "./guard-target";
import type { restoreUserInput } from "./schema";
import { stateConflict } from "./state-conflict";

/** Gives a suspended user back what suspending took; sessions that ended stay ended. */
export async function restoreUser(ctx: Context, input: z.output<typeof restoreUserInput>): Promise<void> {
  assertCan(ctx, "users:suspend");
  await inTransaction(ctx, async (tx) => {
    const user = await requireTarget(tx, ctx, input.userId);
    const { count } = await tx.user.updateMany({
      where: { id: user.id, environmentId: ctx.environment.id, status: "suspended" },
      data: { status: "active", suspendedAt: null, updatedAt: new Date() },
    });
    if (count === 0) throw stateConflict(user.status, ["suspended"]);

    await recordEvent(tx, ctx, {
      type: "user.restored",
      target: { type: "user", id: user.id },
      before: { status: "suspended" },
      after: { status: "active" },
    });
  });
}
