import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";

/** The organization that is asked for, if the user belongs to it; without one, the default or the first joined. */
export async function findUserOrganization(ctx: Context, userId: string, organizationId: string | null) {
  assertCan(ctx, "users:read");
  if (!isId(userId) || (organizationId !== null && !isId(organizationId))) return null;
  const membership = await db.membership.findFirst({
    where: {
      userId,
      organization: { environmentId: ctx.environment.id },
      ...(organizationId !== null && { organizationId }),
    },
    orderBy: [{ organization: { isDefault: "desc" } }, { createdAt: "asc" }],
    select: { organization: { select: { id: true, name: true, code: true } } },
  });
  return membership?.organization ?? null;
}
