import "server-only";
import type { CallerVerified, Context } from "@/lib/core/context";
import { db, type Tx } from "@/lib/core/db";
import { CALLER_MINUTES } from "./schema";

/**
 * How this agent has verified that their caller is this user, if that still holds: for some minutes, and only while the
 * identity or second factor that was used is the user's. Of a user in the recycle bin, while it is kept with them there.
 */
export async function findCallerVerified(
  ctx: Context,
  userId: string,
  tx: Pick<Tx, "$queryRaw"> = db,
): Promise<CallerVerified | null> {
  if (ctx.actor.type !== "admin") return null;
  const [found] = await tx.$queryRaw<CallerVerified[]>`
    SELECT c.method, c.verified_at AS at, c.contact_id AS "contactId" FROM caller_check c
    WHERE c.user_id = ${userId}::uuid AND c.agent_id = ${ctx.actor.id}::uuid
      AND c.environment_id = ${ctx.environment.id}::uuid
      AND c.verified_at > now() - make_interval(mins => ${CALLER_MINUTES})
      AND (
        EXISTS (SELECT FROM identity i WHERE i.id = c.contact_id AND i.user_id = c.user_id
          AND i.claim IS NOT NULL AND i.verified_at IS NOT NULL)
        OR EXISTS (SELECT FROM mfa_factor f WHERE f.id = c.contact_id AND f.user_id = c.user_id)
        OR EXISTS (SELECT FROM deleted_user d,
            jsonb_array_elements(COALESCE(d.snapshot->'identity', '[]') || COALESCE(d.snapshot->'mfa_factor', '[]')) kept
          WHERE d.id = c.user_id AND kept->>'id' = c.contact_id::text))
    ORDER BY c.id DESC LIMIT 1`;
  return found ?? null;
}
