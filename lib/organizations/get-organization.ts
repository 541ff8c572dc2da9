import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";

/** An organization's details; `not_found` for any id that is not one of this environment. */
export async function getOrganization(ctx: Context, organizationId: string) {
  assertCan(ctx, "organizations:read");
  if (!isId(organizationId)) throw notFoundError("organization");
  const organization = await db.organization.findFirst({
    where: { id: organizationId, environmentId: ctx.environment.id },
    select: {
      id: true,
      code: true,
      name: true,
      externalId: true,
      isDefault: true,
      suspendedAt: true,
      createdAt: true,
    },
  });
  if (!organization) throw notFoundError("organization");
  return organization;
}

export type OrganizationDetails = Awaited<ReturnType<typeof getOrganization>>;
