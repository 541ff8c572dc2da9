import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";

/** Takes a user's addresses, and what was converted to the user, off every list of the environment; says how many rows. */
export async function deleteSubscriptions(tx: Tx, ctx: Context, userId: string): Promise<number> {
  const emails = await tx.identity.findMany({ where: { userId, type: "email" }, select: { value: true } });
  const claims = emails.map(({ value }) => toClaim("email", value));
  const { count } = await tx.subscriber.deleteMany({
    where: {
      environmentId: ctx.environment.id,
      // The kinds are named because the index of addresses begins with them.
      OR: [
        { convertedUserId: userId },
        { kind: { in: ["subscriber", "access_request"] }, claim: { in: claims } },
      ],
    },
  });
  return count;
}
