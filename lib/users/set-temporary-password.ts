import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { db, inTransaction, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { hashPassword } from "@/lib/core/password-hash";
import { findPasswordFlaw } from "@/lib/core/password-policy";
import { assertCan } from "@/lib/permissions/assert-can";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { endSessions } from "./end-sessions";
import { requirePasswordTarget } from "./require-password-target";
import type { setTemporaryPasswordInput } from "./schema";

/** Gives a user a password for one sign-in, in which they choose their own; sessions and tokens end at once. */
export async function setTemporaryPassword(
  ctx: Context,
  input: z.output<typeof setTemporaryPasswordInput>,
): Promise<void> {
  assertCan(ctx, "users:reset_password");
  const { userId, hours } = input;
  const owner = isId(userId) ? await findOwnerOfPassword(ctx, userId) : null;
  const flaw = owner && (await findPasswordFlaw(input.password, [...owner.about, await getBusinessName()]));
  if (flaw) throw new AppError("validation", flaw, { password: flaw });
  // Hashing takes its time, which no transaction should wait for.
  const hash = owner ? await hashPassword(input.password) : "";

  await inTransaction(ctx, async (tx) => {
    const user = await requirePasswordTarget(tx, ctx, userId);
    const now = new Date();
    const expiresAt = hours ? new Date(now.getTime() + Number(hours) * 3_600_000) : null;
    await replacePassword(tx, user.id, owner?.hash, {
      hash,
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
    await endSessions(tx, user.id);
    await recordEvent(tx, ctx, {
      type: "user.temporary_password_set",
      target: { type: "user", id: user.id },
      after: { expiresAt },
    });
  });
}

async function findOwnerOfPassword(ctx: Context, userId: string) {
  const user = await db.user.findFirst({
    where: { id: userId, environmentId: ctx.environment.id },
    select: {
      firstName: true,
      lastName: true,
      identities: { select: { value: true } },
      password: { select: { hash: true } },
    },
  });
  if (!user) return null;
  const about = [user.firstName, user.lastName, ...user.identities.map(({ value }) => value)];
  return { about, hash: user.password?.hash };
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
