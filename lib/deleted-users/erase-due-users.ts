import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { erasePerson } from "./erase-person";

const BATCH = 100;

type Due = { id: string; environmentId: string; key: string; name: string };

/** Erases the deleted users whose days are over, and those whose erasure was cut off; says how many. */
export async function eraseDueUsers(signal?: AbortSignal): Promise<number> {
  let erased = 0;
  let due = await markDue();
  while (due.length > 0 && !signal?.aborted) {
    for (const { id, environmentId, key, name } of due) {
      const ctx: Context = {
        actor: { type: "system", job: "erase_deleted_users" },
        environment: { id: environmentId, key, name },
        request: { id: newId(), ip: null, userAgent: null },
      };
      if (await erasePerson(ctx, id, signal)) erased += 1;
      if (signal?.aborted) return erased;
    }
    due = await markDue();
  }
  return erased;
}

/** Marks a batch in one statement; whoever restores one of these at this moment was first or is refused. */
function markDue(): Promise<Due[]> {
  return db.$queryRaw<Due[]>`
    UPDATE deleted_user d SET erasing_at = coalesce(d.erasing_at, now())
    FROM (
      SELECT d.id, e.id AS environment_id, e.key, e.name
      FROM deleted_user d JOIN environment e ON e.id = d.environment_id
      WHERE d.erasing_at IS NOT NULL OR d.deleted_at < now() - make_interval(days => e.deleted_user_days)
      ORDER BY d.deleted_at LIMIT ${BATCH} FOR UPDATE OF d SKIP LOCKED
    ) due WHERE d.id = due.id
    RETURNING d.id, due.environment_id AS "environmentId", due.key, due.name`;
}
