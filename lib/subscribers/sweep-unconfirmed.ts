import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { durationInWords } from "@/lib/core/duration-in-words";
import { firstIdAt, newId } from "@/lib/core/ids";
import { CONFIRM_LINK_DAYS, type SubscriberKind, UNCONFIRMED_DAYS } from "./schema";

export const SWEEP_BATCH = 500;
const DAY = 24 * 60 * 60 * 1000;

type List = { environmentId: string; key: string; name: string; kind: SubscriberKind; days: number };

/** Deletes the addresses that nobody has confirmed in the days that their form allows; says how many. */
export async function sweepUnconfirmed(signal?: AbortSignal): Promise<number> {
  const lists = await db.$queryRaw<List[]>`
    SELECT e.id AS "environmentId", e.key, e.name, k.kind::text AS kind,
      coalesce(f.unconfirmed_days, ${UNCONFIRMED_DAYS}::int) AS days
    FROM environment e CROSS JOIN unnest(enum_range(NULL::subscriber_kind)) AS k(kind)
    LEFT JOIN subscription_form f ON f.environment_id = e.id AND f.kind = k.kind`;
  let swept = 0;
  for (const list of lists) {
    let deleted: number;
    do {
      if (signal?.aborted) return swept;
      deleted = await sweepBatch(list);
      swept += deleted;
    } while (deleted === SWEEP_BATCH);
  }
  return swept;
}

/** One batch with its event. Whoever confirms at this moment was first, or finds the link no longer good. */
async function sweepBatch({ environmentId, key, name, kind, days }: List): Promise<number> {
  const ctx: Context = {
    actor: { type: "system", job: "sweep_unconfirmed" },
    environment: { id: environmentId, key, name },
    request: { id: newId(), ip: null, userAgent: null },
  };
  return db.$transaction(async (tx) => {
    // Ids are in the order of time, so the index has those of long ago first.
    const deleted = await tx.$executeRaw`
      DELETE FROM subscriber WHERE id = ANY (ARRAY(
        SELECT id FROM subscriber
        WHERE environment_id = ${environmentId}::uuid AND kind = ${kind}::subscriber_kind AND status = 'pending'
          AND id < ${firstIdAt(new Date(Date.now() - days * DAY))}::uuid
          AND (confirm_token_expires_at IS NULL
            OR confirm_token_expires_at < now() - make_interval(days => ${days - CONFIRM_LINK_DAYS}::int))
        ORDER BY id LIMIT ${SWEEP_BATCH} FOR UPDATE SKIP LOCKED))`;
    if (deleted === 0) return 0;
    await recordEvent(tx, ctx, {
      type: "subscriber.unconfirmed_deleted",
      target: { type: "subscription_form", id: `${environmentId}/${kind}` },
      before: { kind, status: "pending", subscribers: deleted },
      reason: `Not confirmed in ${durationInWords(days, "day")}`,
    });
    return deleted;
  });
}
