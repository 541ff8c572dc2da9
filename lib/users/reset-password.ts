import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { groundFacts, requireGround } from "@/lib/support/require-ground";
import { endSessions } from "./end-sessions";
import { requirePasswordTarget } from "./require-password-target";
import type { resetPasswordInput } from "./schema";

/** Asks an emailed code and a new password of the next sign-in; sessions and tokens end at once. */
export async function resetPassword(ctx: Context, input: z.output<typeof resetPasswordInput>): Promise<void> {
  assertCan(ctx, "users:reset_password");
  await inTransaction(ctx, async (tx) => {
    const user = await requirePasswordTarget(tx, ctx, input.userId);
    const ground = await requireGround(tx, ctx, "reset_password", [user.id]);
    const contacts = await tx.identity.count({
      where: { userId: user.id, type: "email", claim: { not: null }, verifiedAt: { not: null } },
    });
    if (contacts === 0) {
      throw new AppError(
        "conflict",
        "This user has no verified email, so no code can reach them. Set a temporary password instead.",
      );
    }
    // A temporary password that nobody has used yet is replaced by the reset.
    const replaced = await tx.password.updateMany({
      where: { userId: user.id, isTemporary: true },
      data: { isTemporary: false, temporaryExpiresAt: null, temporaryUsedAt: null },
    });
    const now = new Date();
    const { count } = await tx.user.updateMany({
      where: {
        id: user.id,
        environmentId: ctx.environment.id,
        status: "active",
        ...(replaced.count === 0 && { newPasswordRequiredAt: null }),
      },
      data: { newPasswordRequiredAt: now, sessionsEndedAt: now, updatedAt: now },
    });
    if (count === 0) {
      throw new AppError(
        "conflict",
        "This password was reset already: at the next sign-in the user chooses “Forgot password?” and a new one.",
      );
    }
    await tx.verificationCode.deleteMany({ where: { userId: user.id } });
    await tx.passwordHandOver.deleteMany({ where: { userId: user.id } });
    await endSessions(tx, user.id);
    await recordEvent(tx, ctx, {
      type: "user.password_reset",
      target: { type: "user", id: user.id },
      reason: input.reason || undefined,
      after: groundFacts(ground),
    });
  });
}
