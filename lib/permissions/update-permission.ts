import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import { assertUnchanged } from "@/lib/core/assert-unchanged";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "./assert-can";
import { assertMayDefine } from "./assert-may-define";
import { orKeyConflict } from "./or-key-conflict";
import { requirePermission } from "./require-permission";
import type { updatePermissionInput } from "./schema";
import { keyedFacts, staleConflict } from "./stale-conflict";

const CHANGEABLE = ["name", "description", "key", "isAddedToNewRoles"] as const;

/** Changes a permission; tokens carry its new key from their next refresh on. */
export async function updatePermission(
  ctx: Context,
  { permissionId, version, seen, ...after }: z.output<typeof updatePermissionInput>,
): Promise<void> {
  assertCan(ctx, "roles:write");
  assertMayDefine(ctx);
  await orKeyConflict(
    "permission",
    inTransaction(ctx, async (tx) => {
      const before = await requirePermission(tx, ctx, permissionId);
      if (before.version !== version) {
        if (seen) {
          const isAdded = "“Add automatically to new roles”";
          assertUnchanged([
            ...keyedFacts(before, seen),
            { label: isAdded, now: before.isAddedToNewRoles, seen: seen.isAddedToNewRoles },
          ]);
        }
        throw staleConflict("permission");
      }
      const changed = CHANGEABLE.filter((name) => before[name] !== after[name]);
      if (changed.length === 0) return;
      await tx.permission.update({
        where: { id: before.id },
        data: { ...after, version: { increment: 1 } },
        select: { id: true },
      });
      await recordEvent(tx, ctx, {
        type: "permission.updated",
        target: { type: "permission", id: before.id },
        before: Object.fromEntries(changed.map((name) => [name, before[name]])),
        after: Object.fromEntries(changed.map((name) => [name, after[name]])),
      });
    }),
  );
}
