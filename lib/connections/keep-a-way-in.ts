import "server-only";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { OWNER_ROLE_KEY } from "@/lib/permissions/staff-permissions";
import { lockOwners } from "@/lib/users/guard-target";

/**
 * Closes a connection by `change`; in the team refused when it would take the way in from the last owner who has one. Owners
 * are held first, as by every deed to one of them, so that of two deeds at once the second sees what the first has left.
 */
export async function keepAWayIn<T>(tx: Tx, ctx: Context, change: () => Promise<T>): Promise<T> {
  if (ctx.environment.key !== TEAM_ENVIRONMENT) return change();
  await lockOwners(tx, ctx);
  const before = await countOwnersWithWayIn(tx, ctx);
  const result = await change();
  if (before > 0 && (await countOwnersWithWayIn(tx, ctx)) === 0) {
    throw new AppError(
      "forbidden",
      "All owners sign in through this connection, so nobody could open it again. First make somebody an owner who signs in by email and password.",
    );
  }
  return result;
}

function countOwnersWithWayIn(tx: Tx, { environment }: Context): Promise<number> {
  const isLive = { claim: { not: null } };
  return tx.user.count({
    where: {
      environmentId: environment.id,
      status: "active",
      memberships: {
        some: { organization: { suspendedAt: null }, roles: { some: { role: { key: OWNER_ROLE_KEY } } } },
      },
      OR: [
        { identities: { some: { ...isLive, connection: { isEnabled: true } } } },
        { identities: { some: { ...isLive, connectionId: null } }, password: { isNot: null } },
        { identities: { some: { ...isLive, type: "email", verifiedAt: { not: null } } } },
      ],
    },
  });
}
