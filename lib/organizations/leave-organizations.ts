import "server-only";
import type { Tx } from "@/lib/core/db";
import type { HeldOrganization } from "./hold-organizations";

export type LeftOrganization = HeldOrganization & { roles: string[]; permissions: string[] };

/** Ends memberships of a user within the caller's transaction; says which roles and permissions ended with each. */
export async function leaveOrganizations(
  tx: Tx,
  userId: string,
  organizations: readonly HeldOrganization[],
): Promise<LeftOrganization[]> {
  const where = { userId, organizationId: { in: organizations.map(({ id }) => id) } };
  const [roles, permissions] = [
    await tx.membershipRole.findMany({
      where,
      orderBy: { role: { key: "asc" } },
      select: { organizationId: true, role: { select: { key: true } } },
    }),
    await tx.membershipPermission.findMany({
      where,
      orderBy: { permission: { key: "asc" } },
      select: { organizationId: true, permission: { select: { key: true } } },
    }),
  ];
  // Roles and permissions of a membership go with it.
  await tx.membership.deleteMany({ where });
  return organizations.map((organization) => ({
    ...organization,
    roles: roles.filter((row) => row.organizationId === organization.id).map(({ role }) => role.key),
    permissions: permissions
      .filter((row) => row.organizationId === organization.id)
      .map(({ permission }) => permission.key),
  }));
}
