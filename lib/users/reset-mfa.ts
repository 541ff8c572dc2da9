import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { mfaSubject } from "@/lib/core/lockout-subject";
import { MFA_METHOD_LABELS, type MfaMethod } from "@/lib/mfa/schema";
import { assertCan } from "@/lib/permissions/assert-can";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { requireGround } from "@/lib/support/require-ground";
import { endSessions } from "./end-sessions";
import { requireTarget } from "./guard-target";
import { lockUser } from "./lock-user";
import type { resetMfaInput } from "./schema";
import { tellUser } from "./tell-user";

/**
 * Takes one second factor from a user, or their having declined one: the next sign-in asks them to set it up, or whether to.
 * Sessions and tokens end at once, whichever the factor was for: whoever holds them may be whom the reset is to keep out.
 * Recovery codes end with the last factor, as there is nothing left that they could stand in for.
 */
export async function resetMfa(ctx: Context, input: z.output<typeof resetMfaInput>): Promise<void> {
  assertCan(ctx, "users:reset_mfa");
  const from = await getBusinessName(ctx.tx);
  await inTransaction(ctx, async (tx) => {
    const user = await requireTarget(tx, ctx, input.userId);
    if (ctx.actor.type === "admin" && ctx.actor.id === user.id) {
      throw new AppError("forbidden", "You cannot reset your own. Ask another member of your team to do it.");
    }
    const status = await lockUser(tx, ctx, user.id);
    if (status === "deleted") throw new AppError("conflict", "This user is deleted. Restore the user first.");
    const ground = await requireGround(tx, ctx, "reset_mfa", [user.id]);
    const taken = input.factorId
      ? await takeFactor(tx, ctx, user.id, input.factorId)
      : await takeRefusal(tx, ctx, user.id);
    await tx.lockout.deleteMany({
      where: { environmentId: ctx.environment.id, subject: mfaSubject(user.id) },
    });
    // Taken after the row is held: of a sign-in that is being completed at this moment nothing is left either.
    const now = new Date();
    await tx.user.update({
      where: { id: user.id },
      data: { sessionsEndedAt: now, updatedAt: now },
      select: { id: true },
    });
    await endSessions(tx, user.id);
    await recordEvent(tx, ctx, {
      type: "user.mfa_reset",
      target: { type: "user", id: user.id },
      organizationId: taken.organizationId ?? undefined,
      before: taken.method ? { method: taken.method } : { isOptedOut: true },
      after: { ...(taken.method ? { method: null } : { isOptedOut: false }), ...ground },
      reason: input.reason || undefined,
    });
    if (!taken.method) return;
    const method = MFA_METHOD_LABELS[taken.method];
    await tellUser(tx, ctx.environment.id, user.id, (deed) => ({
      title: "Your multi-factor authentication was reset",
      paragraphs: [
        `An administrator of ${from} has reset this method of yours: ${method}. You were signed out everywhere, and at your next sign-in you may be asked to set it up again.`,
        `If you did not ask for this, ${deed}.`,
      ],
      from,
    }));
  });
}

type Taken = { method: MfaMethod | null; organizationId: string | null };

async function takeFactor(tx: Tx, ctx: Context, userId: string, id: string): Promise<Taken> {
  const where = { id, userId, environmentId: ctx.environment.id };
  const factor = isId(id)
    ? await tx.mfaFactor.findFirst({ where, select: { method: true, organizationId: true } })
    : null;
  // The user's row is held, so of two who reset at once the second finds nothing here.
  if (!factor) throw notFoundError("second factor");
  await tx.mfaFactor.deleteMany({ where });
  const left = await tx.mfaFactor.count({ where: { userId } });
  if (left === 0) await tx.recoveryCode.deleteMany({ where: { userId } });
  return factor;
}

async function takeRefusal(tx: Tx, ctx: Context, userId: string): Promise<Taken> {
  const { count } = await tx.user.updateMany({
    where: { id: userId, environmentId: ctx.environment.id, mfaOptedOutAt: { not: null } },
    data: { mfaOptedOutAt: null },
  });
  if (count === 0)
    throw new AppError("conflict", "This user has not declined multi-factor auth, or not any more.");
  return { method: null, organizationId: null };
}
