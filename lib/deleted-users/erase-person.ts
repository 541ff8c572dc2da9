import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { db, inTransaction } from "@/lib/core/db";
import { Prisma } from "@/prisma/generated/client";
import type { Snapshot } from "./require-deleted-user";

/** Small enough that nobody who reads or writes the log notices. */
export const ERASE_BATCH = 500;

/**
 * Clears the log of a person who is marked as being erased, batch by batch, then forgets the person and records it. Killed
 * at any moment it is begun again and goes through: what is cleared stays so. Says whether it was this call that ended it.
 */
export async function erasePerson(ctx: Context, userId: string, signal?: AbortSignal): Promise<boolean> {
  let events = 0;
  for (const column of ["user_id", "actor_id"] as const) {
    let cursor: string | undefined = "00000000-0000-0000-0000-000000000000";
    while (cursor) {
      if (signal?.aborted) return false;
      const cleared = await clearEvents(ctx.environment.id, userId, column, cursor);
      if (column === "user_id") events += cleared.length;
      cursor = cleared.length === ERASE_BATCH ? cleared.at(-1) : undefined;
    }
  }
  return inTransaction(ctx, async (tx) => {
    const [gone] = await tx.$queryRaw<{ snapshot: Snapshot }[]>`
      DELETE FROM deleted_user
      WHERE id = ${userId}::uuid AND environment_id = ${ctx.environment.id}::uuid AND erasing_at IS NOT NULL
      RETURNING snapshot`;
    if (!gone) return false;
    const contacts = (gone.snapshot.identity ?? []).map((row) => String(row.value));
    await tx.outboxMessage.deleteMany({
      where: { environmentId: ctx.environment.id, recipient: { in: contacts } },
    });
    // What was asked about them holds addresses and reasons; neither table refers to them, so that both outlive a restore.
    await tx.approvalRequest.deleteMany({ where: { userId, environmentId: ctx.environment.id } });
    await tx.callerCheck.deleteMany({ where: { userId, environmentId: ctx.environment.id } });
    await recordEvent(tx, ctx, {
      type: "user.erased",
      target: { type: "user", id: userId },
      after: { events },
    });
    return true;
  });
}

/** One batch in the order of ids; the trigger of the log lets through nothing but exactly this. */
async function clearEvents(
  environmentId: string,
  userId: string,
  column: "user_id" | "actor_id",
  after: string,
): Promise<string[]> {
  const found = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM audit_event
    WHERE environment_id = ${environmentId}::uuid AND id > ${after}::uuid
      AND ${Prisma.raw(column)} = ${userId}::uuid
    ORDER BY id LIMIT ${ERASE_BATCH}`;
  const ids = found.map(({ id }) => id);
  if (column === "user_id") {
    await db.$executeRaw`
      UPDATE audit_event SET before = audit.redact(before), after = audit.redact(after),
        reason = audit.redact_reason(reason, actor_type)
      WHERE id = ANY (${ids}::uuid[])`;
  } else {
    await db.$executeRaw`UPDATE audit_event SET ip = NULL, user_agent = NULL WHERE id = ANY (${ids}::uuid[])`;
  }
  return ids;
}
