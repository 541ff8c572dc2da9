import "server-only";
import type { CallerVerified, Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { runPrepared } from "@/lib/core/run-prepared";
import { CALLER_MINUTES } from "./schema";

const FIND_CALLER_VERIFIED = {
  name: "find-caller-verified",
  text: `SELECT c.method::text AS method, c.verified_at AS at, c.contact_id AS "contactId" FROM caller_check c
    WHERE c.user_id = $1::uuid AND c.agent_id = $2::uuid AND c.environment_id = $3::uuid
      AND c.verified_at > now() - make_interval(mins => $4::int)
      AND (
        EXISTS (SELECT FROM identity i WHERE i.id = c.contact_id AND i.user_id = c.user_id
          AND i.claim IS NOT NULL AND i.verified_at IS NOT NULL)
        OR EXISTS (SELECT FROM mfa_factor f WHERE f.id = c.contact_id AND f.user_id = c.user_id)
        OR EXISTS (SELECT FROM deleted_user d,
            jsonb_array_elements(COALESCE(d.snapshot->'identity', '[]') || COALESCE(d.snapshot->'mfa_factor', '[]')) kept
          WHERE d.id = c.user_id AND kept->>'id' = c.contact_id::text))
    ORDER BY c.id DESC LIMIT 1`,
};

/**
 * How this agent has verified that their caller is this user, if that still holds: for some minutes, and only while the
 * identity or second factor that was used is the user's. Of a user in the recycle bin, while it is kept with them there.
 */
export async function findCallerVerified(
  ctx: Context,
  userId: string,
  tx?: Tx,
): Promise<CallerVerified | null> {
  if (ctx.actor.type !== "admin") return null;
  const values = [userId, ctx.actor.id, ctx.environment.id, CALLER_MINUTES];
  const [found] = await runPrepared<CallerVerified>(FIND_CALLER_VERIFIED, values, tx);
  return found ?? null;
}
