import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { deleteSubscriptions } from "./delete-subscriptions";
import { endSessions } from "./end-sessions";
import { assertMayEndAccess, requireTarget, type TargetUser } from "./guard-target";
import type { deleteUserInput } from "./schema";
import { stateConflict } from "./state-conflict";

/** Deletes a user to one of two extents: the access, with the profile kept, or the whole record. */
export async function deleteUser(ctx: Context, input: z.output<typeof deleteUserInput>): Promise<void> {
  assertCan(ctx, "users:delete");
  await inTransaction(ctx, async (tx) => {
    const user = await requireTarget(tx, ctx, input.userId);
    await assertMayEndAccess(tx, ctx, user, "delete");

    // The deletion of the whole person includes the lists on which their addresses stand.
    const subscriptions = input.extent === "record" ? await deleteSubscriptions(tx, ctx, user.id) : 0;
    if (input.extent === "access") await removeAccess(tx, ctx, user);
    else await removeRecord(tx, ctx, user);
    await endSessions(tx, user.id);
    await tx.verificationCode.deleteMany({ where: { userId: user.id } });
    await tx.lockout.deleteMany({ where: { environmentId: ctx.environment.id, subject: user.id } });
    // No name or address in this event: after an erasure the log must not be where they survive.
    await recordEvent(tx, ctx, {
      type: input.extent === "access" ? "user.access_removed" : "user.deleted",
      target: { type: "user", id: user.id },
      reason: input.reason || undefined,
      before: { status: user.status, ...(subscriptions > 0 && { subscriptions }) },
      ...(input.extent === "access" && { after: { status: "deleted" } }),
    });
  });
}

async function removeAccess(tx: Tx, ctx: Context, user: TargetUser): Promise<void> {
  const now = new Date();
  const { count } = await tx.user.updateMany({
    where: { id: user.id, environmentId: ctx.environment.id, status: { not: "deleted" } },
    data: { status: "deleted", deletedAt: now, suspendedAt: null, sessionsEndedAt: now, updatedAt: now },
  });
  if (count === 0) throw stateConflict(user.status, ["active", "suspended"]);
  // Without a claim an identity names nobody, and its address is free for a new sign-up.
  await tx.identity.updateMany({ where: { userId: user.id }, data: { claim: null } });
}

async function removeRecord(tx: Tx, ctx: Context, user: TargetUser): Promise<void> {
  const { count } = await tx.user.deleteMany({ where: { id: user.id, environmentId: ctx.environment.id } });
  if (count === 0) throw stateConflict(user.status, [user.status]);
}
