import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { db, type Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { OWNER_ROLE_KEY, STAFF_PERMISSIONS, STAFF_ROLES } from "@/lib/permissions/staff-permissions";

/** What a release brings. */
type Release = {
  permissions: Record<string, string>;
  roles: readonly { key: string; permissions: readonly string[] }[];
};

/**
 * Brings permissions that a newer release added to the team, and gives them to its built-in roles: to owners always, to the others
 * as long as they hold exactly what releases gave them. A role that somebody has changed is theirs, and stays as it is.
 */
export async function syncStaffRoles(
  release: Release = { permissions: STAFF_PERMISSIONS, roles: STAFF_ROLES },
): Promise<void> {
  const environment = await db.environment.findUnique({
    where: { key: TEAM_ENVIRONMENT },
    select: { id: true, key: true, name: true },
  });
  if (!environment) return;
  const ctx: Context = {
    actor: { type: "system", job: "start" },
    environment,
    request: { id: newId(), ip: null, userAgent: null },
  };
  await db.$transaction(async (tx) => {
    const known = Object.entries(release.permissions);
    await tx.permission.createMany({
      data: known.map(([key, name]) => ({ id: newId(), environmentId: environment.id, key, name })),
      skipDuplicates: true,
    });
    for (const role of await lockRoles(tx, environment.id)) {
      const wanted = release.roles.find(({ key }) => key === role.key)?.permissions ?? [];
      await giveNew(tx, ctx, role, wanted);
    }
  });
}

type BuiltInRole = { id: string; key: string; given: string[]; held: string[] };

// Of several processes that start at once, the second finds what the first has given.
async function lockRoles(tx: Tx, environmentId: string): Promise<BuiltInRole[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM role WHERE environment_id = ${environmentId}::uuid AND given_permissions <> '{}'
    ORDER BY id FOR UPDATE`;
  const roles = await tx.role.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    orderBy: { id: "asc" },
    select: {
      ...{ id: true, key: true, givenPermissions: true },
      permissions: { select: { permission: { select: { key: true } } } },
    },
  });
  return roles.map(({ id, key, givenPermissions: given, permissions }) => ({
    ...{ id, key, given },
    held: permissions.map(({ permission }) => permission.key),
  }));
}

async function giveNew(tx: Tx, ctx: Context, role: BuiltInRole, wanted: readonly string[]): Promise<void> {
  const isOwner = role.key === OWNER_ROLE_KEY;
  const added = wanted.filter((key) => !role.held.includes(key));
  if (added.length === 0 || !(isOwner || isAsGiven(role))) return;
  const permissions = await tx.permission.findMany({
    where: { environmentId: ctx.environment.id, key: { in: added } },
    select: { id: true },
  });
  await tx.rolePermission.createMany({
    data: permissions.map(({ id }) => ({ roleId: role.id, permissionId: id })),
  });
  await tx.role.update({
    where: { id: role.id },
    data: { givenPermissions: [...new Set([...role.given, ...wanted])], version: { increment: 1 } },
    select: { id: true },
  });
  await recordEvent(tx, ctx, {
    type: "role.updated",
    target: { type: "role", id: role.id },
    reason: isOwner ? "Owners always have every permission" : "A newer release gives this role more",
    after: { permissionsAdded: added },
  });
}

function isAsGiven({ given, held }: BuiltInRole): boolean {
  return given.length === held.length && given.every((key) => held.includes(key));
}
