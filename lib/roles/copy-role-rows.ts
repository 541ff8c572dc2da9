import "server-only";
import type { NewEvent } from "@/lib/audit/record-event";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import type { CopyPlan } from "./compare-definitions";

const COPIED = ["name", "description", "isAssignedToNewUsers"] as const;

/** Writes what a plan does to the roles of an environment, whose permissions are there by now; gives the events that tell it. */
export async function copyRoleRows(
  tx: Tx,
  environmentId: string,
  { added, changed }: CopyPlan["roles"],
): Promise<NewEvent[]> {
  const permissions = await tx.permission.findMany({
    where: { environmentId },
    select: { id: true, key: true },
  });
  const ids = new Map(permissions.map(({ id, key }) => [key, id]));
  const links = (roleId: string, keys: readonly string[]) =>
    keys.flatMap((key) => {
      const permissionId = ids.get(key);
      return permissionId ? [{ roleId, permissionId }] : [];
    });
  const rows = added.map((definition) => ({ ...definition, id: newId() }));
  await tx.role.createMany({ data: rows.map(({ permissions: _, ...row }) => ({ ...row, environmentId })) });
  await tx.rolePermission.createMany({ data: rows.flatMap((row) => links(row.id, row.permissions)) });
  const events = rows.map(
    ({ id, ...facts }): NewEvent => ({ type: "role.created", target: { type: "role", id }, after: facts }),
  );
  for (const { wanted, found } of changed) {
    const { name, description, isAssignedToNewUsers } = wanted;
    await tx.role.update({
      where: { id: found.id },
      data: { name, description, isAssignedToNewUsers, version: { increment: 1 } },
      select: { id: true },
    });
    const gained = wanted.permissions.filter((key) => !found.permissions.includes(key));
    const lost = found.permissions.filter((key) => !wanted.permissions.includes(key));
    await tx.rolePermission.deleteMany({
      where: {
        roleId: found.id,
        permissionId: { in: links(found.id, lost).map(({ permissionId }) => permissionId) },
      },
    });
    await tx.rolePermission.createMany({ data: links(found.id, gained) });
    const fields = COPIED.filter((field) => wanted[field] !== found[field]);
    events.push({
      type: "role.updated",
      target: { type: "role", id: found.id },
      before: {
        ...Object.fromEntries(fields.map((field) => [field, found[field]])),
        ...(lost.length > 0 && { permissionsRemoved: lost }),
      },
      after: {
        ...Object.fromEntries(fields.map((field) => [field, wanted[field]])),
        ...(gained.length > 0 && { permissionsAdded: gained }),
      },
    });
  }
  return events;
}
