import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { tablesOfUser } from "@/lib/users/tables-of-user";
import { requireDeletedUser, type Snapshot } from "./require-deleted-user";
import { restoreRows } from "./restore-rows";
import type { recoverUserInput } from "./schema";

export type Recovered = {
  userId: string;
  /** Identities that another user has meanwhile. */
  takenIdentities: string[];
  /** How many other rows stayed out, because their organization, role or permission is gone. */
  leftOut: number;
};

/** Brings a deleted user back as they were, but for what others have taken or deleted meanwhile; sessions stay ended. */
export async function recoverUser(
  ctx: Context,
  input: z.output<typeof recoverUserInput>,
): Promise<Recovered> {
  assertCan(ctx, "users:delete");
  return inTransaction(ctx, async (tx) => {
    const { id: userId, snapshot, erasingAt } = await requireDeletedUser(tx, ctx, input.userId);
    if (erasingAt) throw new AppError("conflict", "This user is being erased and cannot be restored.");
    await restoreRows(tx, "app_user", snapshot.app_user ?? []);
    let leftOut = 0;
    let out: Snapshot[string] = [];
    for (const table of await tablesOfUser(tx)) {
      const rows = snapshot[table] ?? [];
      const restored = await restoreRows(tx, table, rows);
      if (table !== "identity") leftOut += rows.length - restored.length;
      else out = rows.filter((row) => !restored.includes(String(row.id)));
    }
    const takenIdentities = out.map((row) => String(row.value));
    await replacePrimaries(tx, userId, out);
    await makeWhole(tx, ctx, userId, snapshot);
    await tx.deletedUser.delete({ where: { id: userId } });
    await recordEvent(tx, ctx, {
      type: "user.recovered",
      target: { type: "user", id: userId },
      after: { takenIdentities: takenIdentities.length, leftOut },
    });
    return { userId, takenIdentities, leftOut };
  });
}

/** Where the primary identity is another user's now, the oldest that is left takes its place. */
async function replacePrimaries(tx: Tx, userId: string, out: Snapshot[string]): Promise<void> {
  const types = out.filter((row) => row.is_primary === true).map((row) => String(row.type));
  await tx.$executeRaw`
    UPDATE identity SET is_primary = true WHERE id IN (
      SELECT DISTINCT ON (type) id FROM identity
      WHERE user_id = ${userId}::uuid AND type = ANY (${types}::identity_type[]) ORDER BY type, id)`;
}

/** A user always has an organization, and no session from before. */
async function makeWhole(tx: Tx, ctx: Context, userId: string, snapshot: Snapshot): Promise<void> {
  const now = new Date();
  await tx.user.update({ where: { id: userId }, data: { sessionsEndedAt: now, updatedAt: now } });
  if ((snapshot.membership ?? []).length === 0) return;
  await tx.$executeRaw`
    INSERT INTO membership (organization_id, user_id)
    SELECT id, ${userId}::uuid FROM organization
    WHERE default_of = ${ctx.environment.id}::uuid
      AND NOT EXISTS (SELECT FROM membership WHERE user_id = ${userId}::uuid)`;
}
