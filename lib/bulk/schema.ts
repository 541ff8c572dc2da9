import { z } from "zod";
import type { StaffPermission } from "@/lib/permissions/staff-permissions";
import { deleteUserInput, suspendUserInput, suspendUsersInput } from "@/lib/users/schema";

const organizationId = z.string().max(100).min(1, "Choose an organization.");
const roleId = z.string().max(100).min(1, "Choose a role.");

/** What can be done to many users, with what each deed needs. */
export const bulkDeed = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("suspend"), reason: suspendUserInput.shape.reason }),
  z.object({ kind: z.literal("restore") }),
  z.object({
    kind: z.literal("delete"),
    extent: deleteUserInput.shape.extent,
    reason: deleteUserInput.shape.reason,
  }),
  z.object({ kind: z.literal("add_to_organization"), organizationId }),
  z.object({ kind: z.literal("give_role"), organizationId, roleId }),
  z.object({ kind: z.literal("take_role"), organizationId, roleId }),
]);
export type BulkDeed = z.output<typeof bulkDeed>;

/** The right that each deed needs: that of the same deed to one user. */
export const BULK_PERMISSIONS: Record<BulkDeed["kind"], StaffPermission> = {
  suspend: "users:suspend",
  restore: "users:suspend",
  delete: "users:delete",
  add_to_organization: "organizations:write",
  give_role: "users:set_roles",
  take_role: "users:set_roles",
};

/** Either users by their ids, or all that a query of the list matches when the job begins. */
const selection = z.union([
  z.object({ userIds: suspendUsersInput.shape.userIds }),
  z.object({ query: z.string().max(4000, "There are too many filters.") }),
]);

export const startBulkJobInput = z.object({ deed: bulkDeed, selection });
export const cancelBulkJobInput = z.object({ jobId: z.string().max(100) });

/** What can have become of a user. */
export const BULK_OUTCOMES = ["changed", "refused", "skipped", "pending"] as const;
