import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { MOST_USER_ORGANIZATIONS } from "./schema";

export type UserOrganization = { id: string; name: string; code: string; isSuspended: boolean };

/** The organizations of a user by name; `hasMore` when they are too many for one page. */
export async function getUserOrganizations(
  ctx: Context,
  userId: string,
): Promise<{ organizations: UserOrganization[]; hasMore: boolean }> {
  assertCan(ctx, "organizations:read");
  if (!isId(userId)) throw notFoundError("user");
  const user = await db.user.findFirst({
    where: { id: userId, environmentId: ctx.environment.id },
    select: {
      memberships: {
        orderBy: [{ organization: { sortName: "asc" } }, { organizationId: "asc" }],
        take: MOST_USER_ORGANIZATIONS + 1,
        select: { organization: { select: { id: true, name: true, code: true, suspendedAt: true } } },
      },
    },
  });
  if (!user) throw notFoundError("user");
  const all = user.memberships.map(({ organization: { suspendedAt, ...organization } }) => ({
    ...organization,
    isSuspended: suspendedAt !== null,
  }));
  return {
    organizations: all.slice(0, MOST_USER_ORGANIZATIONS),
    hasMore: all.length > MOST_USER_ORGANIZATIONS,
  };
}
