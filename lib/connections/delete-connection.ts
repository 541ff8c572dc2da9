import "server-only";
import type { z } from "zod";
import { recordEvent, recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { endSessions } from "@/lib/users/end-sessions";
import { countConnectionUsers } from "./count-connection-users";
import { keepAWayIn } from "./keep-a-way-in";
import { assertMayConnect } from "./may-connect";
import { requireConnection } from "./require-connection";
import { type deleteConnectionInput, MOST_CONNECTION_USERS } from "./schema";

/**
 * Deletes a connection with the identities that came through it. Its users stay, but are signed out and left without a way
 * in: where there are any, an admin has to have typed its name.
 */
export async function deleteConnection(
  ctx: Context,
  { connectionId, confirmation }: z.output<typeof deleteConnectionInput>,
): Promise<void> {
  assertMayConnect(ctx);
  await inTransaction(ctx, (tx) => keepAWayIn(tx, ctx, () => remove(tx, ctx, connectionId, confirmation)), {
    timeout: 60_000,
  });
}

async function remove(tx: Tx, ctx: Context, connectionId: string, confirmation: string): Promise<void> {
  const { id, key, name, issuer, emailDomains } = await requireConnection(tx, ctx, connectionId);
  const users = await countConnectionUsers(id, tx);
  if (users > MOST_CONNECTION_USERS) {
    throw new AppError(
      "conflict",
      `More than ${MOST_CONNECTION_USERS.toLocaleString("en")} users sign in through this connection. Disable it instead.`,
    );
  }
  if (users > 0 && confirmation.trim().toLowerCase() !== name.toLowerCase()) {
    throw new AppError(
      "conflict",
      `${users === 1 ? "1 user signs" : `${users} users sign`} in through this connection and would have no way in. Type its name to delete it all the same.`,
    );
  }
  await deleteIdentities(tx, ctx, id);
  await tx.connection.delete({ where: { id }, select: { id: true } });
  await recordEvent(tx, ctx, {
    type: "connection.deleted",
    target: { type: "connection", id },
    before: { key, name, issuer, emailDomains, users },
  });
}

// Of users too whose access was deleted: their claim is gone, but the row still names the connection.
async function deleteIdentities(tx: Tx, ctx: Context, connectionId: string): Promise<void> {
  const now = new Date();
  // Before their identities, and in the order of ids, as in every deed to several: whoever changes one of these users at this
  // moment holds the user first.
  const out = await tx.$queryRaw<{ id: string }[]>`
    WITH held AS MATERIALIZED (
      SELECT id FROM app_user
      WHERE id IN (SELECT user_id FROM identity WHERE connection_id = ${connectionId}::uuid AND claim IS NOT NULL)
      ORDER BY id FOR UPDATE)
    UPDATE app_user u SET sessions_ended_at = ${now}, updated_at = ${now} FROM held WHERE u.id = held.id
    RETURNING u.id`;
  await endSessions(
    tx,
    out.map(({ id }) => id),
  );
  const gone = await tx.$queryRaw<{ id: string; userId: string; value: string; isLive: boolean }[]>`
    DELETE FROM identity WHERE connection_id = ${connectionId}::uuid
    RETURNING id, user_id AS "userId", value, claim IS NOT NULL AS "isLive"`;
  const events = gone
    .filter(({ isLive }) => isLive)
    .map(({ id, userId, value }) => ({
      type: "identity.deleted" as const,
      target: { type: "identity", id },
      userId,
      before: { type: "enterprise", value, connectionId, isPrimary: true },
    }));
  if (events.length > 0) await recordEvents(tx, ctx, events);
}
