import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { memberTargets } from "@/lib/organizations/member-targets";
import type { TargetResult } from "@/lib/users/change-targets";
import { deleteTargets } from "@/lib/users/delete-targets";
import { restoreTargets } from "@/lib/users/restore-targets";
import { roleTargets } from "@/lib/users/role-targets";
import { suspendTargets } from "@/lib/users/suspend-targets";
import type { BulkDeed } from "./schema";

/** Does a deed to a batch of users; throws an AppError where it cannot be done to anybody. */
export function doBulkDeed(
  tx: Tx,
  ctx: Context,
  deed: BulkDeed,
  userIds: readonly string[],
): Promise<TargetResult[]> {
  switch (deed.kind) {
    case "suspend":
      return suspendTargets(tx, ctx, userIds, deed.reason);
    case "restore":
      return restoreTargets(tx, ctx, userIds);
    case "delete":
      return deleteTargets(tx, ctx, userIds, deed);
    case "add_to_organization":
      return memberTargets(tx, ctx, userIds, deed.organizationId);
    case "give_role":
      return roleTargets(tx, ctx, userIds, { ...deed, isGiven: true });
    case "take_role":
      return roleTargets(tx, ctx, userIds, { ...deed, isGiven: false });
  }
}
