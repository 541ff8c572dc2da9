import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { firstIdAt, isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";

const DAYS = 30;
const MOST_FAILURES = 1000;

export type ActivitySummary = {
  createdAt: Date;
  lastSignInAt: Date | null;
  /** By any identity, since the account was made. */
  signIns: number;
  /** In the last 30 days, counted no further than 1,000. */
  failedSignIns: number;
  identities: { id: string; type: string; value: string; signIns: number; lastSignInAt: Date | null }[];
};

/** What stands above a user's log: how often and by what they signed in, and how often they failed to; or null. */
export async function findActivitySummary(ctx: Context, userId: string): Promise<ActivitySummary | null> {
  assertCan(ctx, "users:read");
  if (!isId(userId)) return null;
  const since = firstIdAt(new Date(Date.now() - DAYS * 24 * 60 * 60 * 1000));
  const [user, [failed]] = await Promise.all([
    db.user.findFirst({
      where: { id: userId, environmentId: ctx.environment.id },
      select: {
        createdAt: true,
        lastSignInAt: true,
        identities: {
          orderBy: { id: "asc" },
          take: 50,
          select: { id: true, type: true, value: true, signInCount: true, lastSignInAt: true },
        },
      },
    }),
    db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM (
        SELECT 1 FROM audit_event
        WHERE user_id = ${userId}::uuid AND environment_id = ${ctx.environment.id}::uuid
          AND id >= ${since}::uuid AND type IN ('authentication.failed', 'authentication.refused')
        LIMIT ${MOST_FAILURES}
      ) failed`,
  ]);
  if (!user) return null;
  const identities = user.identities.map(({ signInCount, ...identity }) => ({
    ...identity,
    signIns: signInCount,
  }));
  return {
    createdAt: user.createdAt,
    lastSignInAt: user.lastSignInAt,
    signIns: identities.reduce((sum, identity) => sum + identity.signIns, 0),
    failedSignIns: failed?.count ?? 0,
    identities,
  };
}
