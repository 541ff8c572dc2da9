import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";

/**
 * Takes the addresses of these users, and what was converted to them, off every list of the environment; says how many
 * rows that were of each.
 */
export async function deleteSubscriptions(
  tx: Tx,
  ctx: Context,
  userIds: readonly string[],
): Promise<Map<string, number>> {
  const emails = await tx.identity.findMany({
    where: { userId: { in: [...userIds] }, type: "email" },
    select: { userId: true, value: true },
  });
  const owners = new Map(emails.map(({ userId, value }) => [toClaim("email", value), userId]));
  // The kinds are named because the index of addresses begins with them.
  const gone = await tx.$queryRaw<{ claim: string; convertedUserId: string | null }[]>`
    DELETE FROM subscriber WHERE environment_id = ${ctx.environment.id}::uuid AND (
      converted_user_id = ANY (${userIds}::uuid[])
      OR (kind = ANY (ARRAY['subscriber', 'access_request']::subscriber_kind[])
        AND claim = ANY (${[...owners.keys()]}::text[])))
    RETURNING claim, converted_user_id AS "convertedUserId"`;
  const counts = new Map<string, number>();
  for (const { claim, convertedUserId } of gone) {
    const userId = owners.get(claim) ?? convertedUserId;
    if (userId) counts.set(userId, (counts.get(userId) ?? 0) + 1);
  }
  return counts;
}
