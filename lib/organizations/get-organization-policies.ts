import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan, can } from "@/lib/permissions/assert-can";

/** Who may join an organization, and every role with whether it comes with joining; their number is bounded. */
export async function getOrganizationPolicies(ctx: Context, organizationId: string) {
  assertCan(ctx, "organizations:read");
  if (!isId(organizationId)) throw notFoundError("organization");
  const environmentId = ctx.environment.id;
  const organization = await db.organization.findFirst({
    where: { id: organizationId, environmentId },
    select: {
      isDefault: true,
      isRegistrationAllowed: true,
      allowedDomains: true,
      environment: { select: { isDefaultOrganizationOnSignUp: true, isSelfSignUpAllowed: true } },
    },
  });
  if (!organization) throw notFoundError("organization");
  const { environment, ...policies } = organization;
  const roles = can(ctx, "roles:read") ? await listRoles(environmentId, organizationId) : null;
  return { ...policies, ...environment, roles };
}

async function listRoles(environmentId: string, organizationId: string) {
  const roles = await db.role.findMany({
    where: { environmentId },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      id: true,
      name: true,
      key: true,
      description: true,
      isAssignedToNewUsers: true,
      defaultIn: { where: { organizationId }, select: { roleId: true } },
    },
  });
  return roles.map(({ defaultIn, ...role }) => ({ ...role, isDefault: defaultIn.length > 0 }));
}
