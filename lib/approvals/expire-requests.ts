import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { db, type Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { Prisma } from "@/prisma/generated/client";
import type { DeedKind } from "./schema";
import { tellRequester } from "./tell-requester";

export const EXPIRE_BATCH = 200;

type Expired = {
  id: string;
  userId: string;
  requestedById: string;
  deed: DeedKind;
  environmentId: string;
  key: string;
  name: string;
};

/** Ends the requests whose hours are over, a batch at a time, and tells who asked by mail; says how many. */
export async function expireRequests(signal?: AbortSignal): Promise<number> {
  let expired = 0;
  let count: number;
  do {
    count = await db.$transaction((tx) => expireWhere(tx));
    expired += count;
  } while (count === EXPIRE_BATCH && !signal?.aborted);
  return expired;
}

/** One batch, or the one that holds this slot; what another holds at this moment is left to them. */
export async function expireWhere(tx: Tx, { slot }: { slot?: string } = {}): Promise<number> {
  const only = slot === undefined ? Prisma.empty : Prisma.sql`AND slot = ${slot}`;
  const expired = await tx.$queryRaw<Expired[]>`
    UPDATE approval_request r SET state = 'expired', decided_at = now(), slot = NULL, password_hash = NULL
    FROM environment e
    WHERE e.id = r.environment_id AND r.id IN (
      SELECT id FROM approval_request WHERE state = 'pending' AND expires_at <= now() ${only}
      ORDER BY expires_at LIMIT ${EXPIRE_BATCH} FOR UPDATE SKIP LOCKED)
    RETURNING r.id, r.user_id AS "userId", r.requested_by_id AS "requestedById", r.deed, e.id AS "environmentId", e.key, e.name`;
  for (const [environmentId, requests] of Map.groupBy(expired, (request) => request.environmentId)) {
    const [{ key, name } = { key: "", name: "" }] = requests;
    const ctx: Context = {
      actor: { type: "system", job: "expire_approvals" },
      environment: { id: environmentId, key, name },
      request: { id: newId(), ip: null, userAgent: null },
    };
    await recordEvents(
      tx,
      ctx,
      requests.map(({ id, userId, deed }) => ({
        type: "approval.expired",
        target: { type: "approval", id },
        userId,
        after: { kind: deed },
      })),
    );
    for (const { deed: kind, ...request } of requests) {
      await tellRequester(tx, ctx.environment, { ...request, kind }, { state: "expired" });
    }
  }
  return expired.length;
}
