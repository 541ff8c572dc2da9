import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { mfaSubject, recoverySubject } from "@/lib/core/lockout-subject";
import { assertCan } from "@/lib/permissions/assert-can";
import { requireTarget } from "./guard-target";
import type { unlockUserInput } from "./schema";

/** Ends the lock that failed attempts have put on an account. */
export async function unlockUser(ctx: Context, input: z.output<typeof unlockUserInput>): Promise<void> {
  assertCan(ctx, "users:reset_password");
  await inTransaction(ctx, async (tx) => {
    const user = await requireTarget(tx, ctx, input.userId);
    const now = new Date();
    const { count } = await tx.lockout.deleteMany({
      where: {
        environmentId: ctx.environment.id,
        subject: { in: [user.id, recoverySubject(user.id), mfaSubject(user.id)] },
        lockedUntil: { gt: now },
      },
    });
    if (count === 0) throw new AppError("conflict", "This account is not locked, or is not any more.");
    await recordEvent(tx, ctx, { type: "user.unlocked", target: { type: "user", id: user.id } });
  });
}
