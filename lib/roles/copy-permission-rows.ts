import "server-only";
import type { NewEvent } from "@/lib/audit/record-event";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import type { CopyPlan } from "./compare-definitions";

const COPIED = ["name", "description", "isAddedToNewRoles"] as const;

/** Writes what a plan does to the permissions of an environment, and gives the events that tell it. */
export async function copyPermissionRows(
  tx: Tx,
  environmentId: string,
  { added, changed }: CopyPlan["permissions"],
): Promise<NewEvent[]> {
  const rows = added.map((definition) => ({ ...definition, id: newId() }));
  await tx.permission.createMany({ data: rows.map((row) => ({ ...row, environmentId })) });
  for (const { wanted, found } of changed) {
    const { name, description, isAddedToNewRoles } = wanted;
    await tx.permission.update({
      where: { id: found.id },
      data: { name, description, isAddedToNewRoles, version: { increment: 1 } },
      select: { id: true },
    });
  }
  return [
    ...rows.map(
      ({ id, ...facts }): NewEvent => ({
        type: "permission.created",
        target: { type: "permission", id },
        after: facts,
      }),
    ),
    ...changed.map(({ wanted, found }): NewEvent => {
      const fields = COPIED.filter((field) => wanted[field] !== found[field]);
      return {
        type: "permission.updated",
        target: { type: "permission", id: found.id },
        before: Object.fromEntries(fields.map((field) => [field, found[field]])),
        after: Object.fromEntries(fields.map((field) => [field, wanted[field]])),
      };
    }),
  ];
}
