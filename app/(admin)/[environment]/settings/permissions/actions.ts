"use server";

import { adminAction } from "@/lib/boundary/action";
import { createPermission } from "@/lib/permissions/create-permission";
import { deletePermission } from "@/lib/permissions/delete-permission";
import { createPermissionInput, permissionIdInput, updatePermissionInput } from "@/lib/permissions/schema";
import { updatePermission } from "@/lib/permissions/update-permission";

export const createPermissionAction = adminAction(createPermissionInput, createPermission);
export const updatePermissionAction = adminAction(updatePermissionInput, updatePermission);
export const deletePermissionAction = adminAction(permissionIdInput, deletePermission);
