import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import { assertUnchanged } from "@/lib/core/assert-unchanged";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { requireTarget } from "./guard-target";
import type { updateUserInput } from "./schema";
import { stateConflict } from "./state-conflict";

/** Changes a user's name. Saving what already stands changes and records nothing. */
export async function updateUser(ctx: Context, input: z.output<typeof updateUserInput>): Promise<void> {
  assertCan(ctx, "users:update");
  await inTransaction(ctx, async (tx) => {
    const { id, status, firstName, lastName } = await requireTarget(tx, ctx, input.userId);
    if (status === "deleted") throw stateConflict(status, ["active", "suspended"]);
    const before = { firstName, lastName };
    const after = { firstName: input.firstName, lastName: input.lastName };
    if (before.firstName === after.firstName && before.lastName === after.lastName) return;
    const seen = input.seen ?? before;
    assertUnchanged([
      { label: "the first name", now: firstName, seen: seen.firstName },
      { label: "the last name", now: lastName, seen: seen.lastName },
    ]);

    // Guarded by the names that were seen, so that of two changes at once none is lost unseen.
    const { count } = await tx.user.updateMany({
      where: { id, environmentId: ctx.environment.id, status: { not: "deleted" }, ...before },
      data: { ...after, updatedAt: new Date() },
    });
    if (count === 0) throw stateConflict(status, [status]);
    await recordEvent(tx, ctx, { type: "user.updated", target: { type: "user", id }, before, after });
  });
}
