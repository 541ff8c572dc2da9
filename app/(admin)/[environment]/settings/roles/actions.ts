"use server";

import { adminAction } from "@/lib/boundary/action";
import { copyRoles } from "@/lib/roles/copy-roles";
import { createRole } from "@/lib/roles/create-role";
import { deleteRole } from "@/lib/roles/delete-role";
import { copyRolesInput, createRoleInput, roleIdInput, updateRoleInput } from "@/lib/roles/schema";
import { updateRole } from "@/lib/roles/update-role";

export const copyRolesAction = adminAction(copyRolesInput, copyRoles);
export const createRoleAction = adminAction(createRoleInput, createRole);
export const updateRoleAction = adminAction(updateRoleInput, updateRole);
export const deleteRoleAction = adminAction(roleIdInput, deleteRole);
