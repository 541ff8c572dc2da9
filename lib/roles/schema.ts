import { z } from "zod";
import { keyedFields, MOST_PERMISSIONS, seenKeyed } from "@/lib/permissions/schema";

const id = z.string().max(100);

/** More than this nobody can survey as switches. */
export const MOST_ROLES = 500;

export const createRoleInput = z.object({
  ...keyedFields,
  isAssignedToNewUsers: z.boolean(),
  permissionIds: z.array(id).max(MOST_PERMISSIONS),
});
export const updateRoleInput = createRoleInput.extend({
  roleId: id,
  /** The state that the form shows; another admin's save in between is a conflict. */
  version: z.number().int(),
  /** What the form showed besides, to say what has changed. */
  seen: seenKeyed
    .extend({ isAssignedToNewUsers: z.boolean(), permissionIds: z.array(id).max(MOST_PERMISSIONS) })
    .optional(),
});
export const roleIdInput = z.object({ roleId: id });
export const copyRolesInput = z.object({
  /** The key of the environment that they go to. */
  target: z.string().min(1, "Choose an environment.").max(100),
  /** Whether those that have the same key there are made the same. */
  isUpdating: z.boolean(),
  /** The preview that was shown: another admin's change in between is a conflict. */
  seen: z.string().max(100),
});
