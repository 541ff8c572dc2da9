import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { type Ground, groundFacts, requireGround } from "@/lib/support/require-ground";
import { changeTargets, type TargetResult } from "./change-targets";
import { deleteSubscriptions } from "./delete-subscriptions";
import { endSessions } from "./end-sessions";
import { assertMayEndAccess, requireTarget } from "./guard-target";
import { recycleUsers } from "./recycle-users";
import type { DELETE_EXTENTS } from "./schema";

type Extent = (typeof DELETE_EXTENTS)[number];

/** Deletes these users to one extent within the caller's transaction; the caller has asked for the right to. */
export async function deleteTargets(
  tx: Tx,
  ctx: Context,
  userIds: readonly string[],
  { extent, reason }: { extent: Extent; reason: string },
): Promise<TargetResult[]> {
  let ground: Ground = {};
  return changeTargets(tx, ctx, userIds, {
    from: extent === "access" ? ["active", "suspended"] : ["active", "suspended", "deleted"],
    guard: async (id) => assertMayEndAccess(tx, ctx, await requireTarget(tx, ctx, id), "delete"),
    refuse: async (users) => {
      try {
        ground = await requireGround(tx, ctx, "delete_user", userIds);
        return new Map();
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return new Map(users.map(({ id }) => [id, error]));
      }
    },
    change: async (users) => {
      const ids = users.map(({ id }) => id);
      // The deletion of the whole person includes the lists on which their addresses stand.
      const subscriptions =
        extent === "record" ? await deleteSubscriptions(tx, ctx, ids) : new Map<string, number>();
      if (extent === "access") await removeAccess(tx, ctx, ids);
      else await removeRecords(tx, ctx, ids);
      await endSessions(tx, ids);
      await tx.$executeRaw`DELETE FROM verification_code WHERE user_id = ANY (${ids}::uuid[])`;
      await tx.$executeRaw`
        DELETE FROM lockout WHERE environment_id = ${ctx.environment.id}::uuid AND subject = ANY (${ids}::text[])`;
      // No name or address in these events: after an erasure the log must not be where they survive.
      await recordEvents(
        tx,
        ctx,
        users.map(({ id, status }) => ({
          type: extent === "access" ? "user.access_removed" : "user.deleted",
          target: { type: "user", id },
          reason: reason || undefined,
          before: { status, ...(subscriptions.has(id) && { subscriptions: subscriptions.get(id) }) },
          after: extent === "access" ? { status: "deleted", ...ground } : groundFacts(ground),
        })),
      );
    },
  });
}

async function removeAccess(tx: Tx, ctx: Context, ids: string[]): Promise<void> {
  const now = new Date();
  await tx.$executeRaw`
    UPDATE app_user
    SET status = 'deleted', deleted_at = ${now}, suspended_at = NULL, sessions_ended_at = ${now}, updated_at = ${now}
    WHERE id = ANY (${ids}::uuid[]) AND environment_id = ${ctx.environment.id}::uuid AND status <> 'deleted'`;
  // Without a claim an identity names nobody, and its address is free for a new sign-up.
  await tx.$executeRaw`UPDATE identity SET claim = NULL WHERE user_id = ANY (${ids}::uuid[])`;
}

async function removeRecords(tx: Tx, ctx: Context, ids: string[]): Promise<void> {
  await recycleUsers(tx, ctx, ids);
  await tx.$executeRaw`
    DELETE FROM app_user WHERE id = ANY (${ids}::uuid[]) AND environment_id = ${ctx.environment.id}::uuid`;
}
