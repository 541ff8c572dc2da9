import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { type Ground, requireGround } from "@/lib/support/require-ground";
import { endSessions } from "./end-sessions";
import { requirePasswordTarget } from "./require-password-target";

export type Temporary = {
  userId: string;
  hash: string;
  /** The hash that was there when the admin began. */
  oldHash: string | undefined;
  /** How long it lasts; null: until it is used. */
  hours: number | null;
};

/** Replaces a user's password by a temporary one: codes and links on their way, sessions and tokens end at once. Says on what ground. */
export async function giveTemporaryPassword(tx: Tx, ctx: Context, given: Temporary): Promise<Ground> {
  const user = await requirePasswordTarget(tx, ctx, given.userId);
  const ground = await requireGround(tx, ctx, "set_temporary_password", [user.id]);
  const now = new Date();
  const expiresAt = given.hours === null ? null : new Date(now.getTime() + given.hours * 3_600_000);
  await replacePassword(tx, user.id, given.oldHash, {
    hash: given.hash,
    changedAt: now,
    isTemporary: true,
    temporaryExpiresAt: expiresAt,
    temporaryUsedAt: null,
  });
  await tx.user.updateMany({
    where: { id: user.id, environmentId: ctx.environment.id },
    data: { newPasswordRequiredAt: now, sessionsEndedAt: now, updatedAt: now },
  });
  await tx.verificationCode.deleteMany({ where: { userId: user.id } });
  await tx.passwordHandOver.deleteMany({ where: { userId: user.id } });
  await endSessions(tx, user.id);
  await recordEvent(tx, ctx, {
    type: "user.temporary_password_set",
    target: { type: "user", id: user.id },
    after: { expiresAt, ...ground },
  });
  return ground;
}

type NewPassword = {
  hash: string;
  changedAt: Date;
  isTemporary: true;
  temporaryExpiresAt: Date | null;
  temporaryUsedAt: null;
};

// Guarded by the hash that was there: of two admins at once, one password stands and the other admin is told.
async function replacePassword(tx: Tx, userId: string, old: string | undefined, fresh: NewPassword) {
  const { count } =
    old === undefined
      ? await tx.password.createMany({ data: { userId, ...fresh }, skipDuplicates: true })
      : await tx.password.updateMany({ where: { userId, hash: old }, data: fresh });
  if (count === 0) {
    throw new AppError(
      "conflict",
      "Someone else just set a password. Reload to see how the user stands now.",
    );
  }
}
