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
