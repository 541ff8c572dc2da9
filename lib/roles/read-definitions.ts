import "server-only";
import type { Tx } from "@/lib/core/db";
import { Prisma } from "@/prisma/generated/client";

export type PermissionDefinition = {
  id: string;
  key: string;
  name: string;
  description: string;
  isAddedToNewRoles: boolean;
};
export type RoleDefinition = {
  id: string;
  key: string;
  name: string;
  description: string;
  isAssignedToNewUsers: boolean;
  /** The keys of its permissions, in their order. */
  permissions: string[];
};
export type Definitions = { permissions: PermissionDefinition[]; roles: RoleDefinition[] };

/** Every role and permission of an environment, by name; their number is bounded. */
export async function readDefinitions(tx: Tx, environmentId: string): Promise<Definitions> {
  const shared = { id: true, key: true, name: true, description: true } as const;
  const query = { where: { environmentId }, orderBy: [{ name: "asc" }, { id: "asc" }] } as const;
  const permissions = await tx.permission.findMany({
    ...query,
    orderBy: [...query.orderBy],
    select: { ...shared, isAddedToNewRoles: true },
  });
  const roles = await tx.role.findMany({
    ...query,
    orderBy: [...query.orderBy],
    select: {
      ...shared,
      isAssignedToNewUsers: true,
      permissions: { select: { permission: { select: { key: true } } } },
    },
  });
  return {
    permissions,
    roles: roles.map(({ permissions: held, ...role }) => ({
      ...role,
      permissions: held.map(({ permission }) => permission.key).sort(),
    })),
  };
}

/**
 * Holds the roles and permissions of two environments, so that what is read of them stays. Copies take turns on the
 * environments; roles come before permissions, as where a role is changed.
 */
export async function holdDefinitions(tx: Tx, sourceId: string, targetId: string): Promise<void> {
  const ids = [sourceId, targetId];
  await tx.$queryRaw`
    SELECT id FROM environment WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  for (const table of [Prisma.sql`role`, Prisma.sql`permission`]) {
    await tx.$queryRaw`
      SELECT id FROM ${table} WHERE environment_id = ANY (${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
  }
}
