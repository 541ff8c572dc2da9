import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import { assertUnchanged } from "@/lib/core/assert-unchanged";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { assertMayDefine } from "@/lib/permissions/assert-may-define";
import { orKeyConflict } from "@/lib/permissions/or-key-conflict";
import { keyedFacts, staleConflict } from "@/lib/permissions/stale-conflict";
import { lockPermissions } from "./lock-permissions";
import { requireRole } from "./require-role";
import type { updateRoleInput } from "./schema";

const CHANGEABLE = ["name", "description", "key", "isAssignedToNewUsers"] as const;

/** Changes a role and its permissions; tokens of those who have it follow at their next refresh. */
export async function updateRole(
  ctx: Context,
  { roleId, version, permissionIds, seen, ...after }: z.output<typeof updateRoleInput>,
): Promise<void> {
  assertCan(ctx, "roles:write");
  assertMayDefine(ctx);
  await orKeyConflict(
    "role",
    inTransaction(ctx, async (tx) => {
      const before = await requireRole(tx, ctx, roleId);
      if (before.version !== version) {
        if (seen) assertSeen(before, seen);
        throw staleConflict("role");
      }
      // Releases know a built-in role by its key.
      if (before.isBuiltIn && before.key !== after.key) {
        const flaw = "The key of a built-in role stays as it is.";
        throw new AppError("validation", flaw, { key: flaw });
      }
      const isHeld = (id: string) => before.permissions.some((permission) => permission.id === id);
      const added = await lockPermissions(
        tx,
        ctx,
        permissionIds.filter((id) => !isHeld(id)),
      );
      const removed = before.permissions.filter(({ id }) => !permissionIds.includes(id));
      const changed = CHANGEABLE.filter((name) => before[name] !== after[name]);
      if (changed.length + added.length + removed.length === 0) return;

      await tx.role.update({
        where: { id: before.id },
        data: { ...after, version: { increment: 1 } },
        select: { id: true },
      });
      await tx.rolePermission.deleteMany({
        where: { roleId: before.id, permissionId: { in: removed.map(({ id }) => id) } },
      });
      await tx.rolePermission.createMany({
        data: added.map(({ id }) => ({ roleId: before.id, permissionId: id })),
      });
      await recordEvent(tx, ctx, {
        type: "role.updated",
        target: { type: "role", id: before.id },
        before: {
          ...Object.fromEntries(changed.map((name) => [name, before[name]])),
          ...(removed.length > 0 && { permissionsRemoved: removed.map(({ key }) => key) }),
        },
        after: {
          ...Object.fromEntries(changed.map((name) => [name, after[name]])),
          ...(added.length > 0 && { permissionsAdded: added.map(({ key }) => key) }),
        },
      });
    }),
  );
}

type Seen = NonNullable<z.output<typeof updateRoleInput>["seen"]>;

function assertSeen(before: Awaited<ReturnType<typeof requireRole>>, seen: Seen): void {
  const held = before.permissions;
  const isTakenOut = seen.permissionIds.some((id) => !held.some((permission) => permission.id === id));
  assertUnchanged(
    [
      ...keyedFacts(before, seen),
      { label: "“Assign to new users”", now: before.isAssignedToNewUsers, seen: seen.isAssignedToNewUsers },
    ],
    [
      ...held.filter(({ id }) => !seen.permissionIds.includes(id)).map(({ key }) => `${key} was put in`),
      ...(isTakenOut ? [`it now holds ${held.map(({ key }) => key).join(", ") || "no permissions"}`] : []),
    ],
  );
}
