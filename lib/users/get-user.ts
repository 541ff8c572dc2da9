import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";

const MOST_ORGANIZATIONS = 20;

/** A user's profile with identities and the first organizations; `not_found` for any id that is not one of this environment. */
export async function getUser(ctx: Context, userId: string) {
  assertCan(ctx, "users:read");
  if (!isId(userId)) throw notFoundError("user");
  const user = await db.user.findFirst({
    where: { id: userId, environmentId: ctx.environment.id },
    select: {
      id: true,
      firstName: true,
      lastName: true,
      email: true,
      status: true,
      createdAt: true,
      lastSignInAt: true,
      suspendedAt: true,
      deletedAt: true,
      identities: {
        orderBy: [{ type: "asc" }, { isPrimary: "desc" }, { id: "asc" }],
        select: {
          id: true,
          type: true,
          value: true,
          isPrimary: true,
          verifiedAt: true,
          signInCount: true,
          lastSignInAt: true,
          connection: { select: { id: true, name: true } },
        },
      },
      memberships: {
        orderBy: [{ createdAt: "asc" }, { organizationId: "asc" }],
        take: MOST_ORGANIZATIONS,
        select: { organization: { select: { id: true, code: true, name: true } } },
      },
      environment: { select: { isProfileSyncedOnSignIn: true } },
      _count: { select: { memberships: true } },
    },
  });
  if (!user) throw notFoundError("user");
  const { memberships, environment, _count, ...profile } = user;
  return {
    ...profile,
    /** Names follow the identity provider, for a user who has one. */
    isProfileSynced: environment.isProfileSyncedOnSignIn,
    organizations: memberships.map(({ organization }) => organization),
    organizationCount: _count.memberships,
  };
}

export type UserProfile = Awaited<ReturnType<typeof getUser>>;
