"use client";

import { FormDialog } from "@/components/form/form-dialog";
import { SwitchField } from "@/components/form/switch-field";
import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";
import { useActionForm } from "@/components/form/use-action-form";
import type { PermissionDetails } from "@/lib/permissions/get-permission";
import { createPermissionInput } from "@/lib/permissions/schema";
import { KeyField } from "../key-field";
import { createPermissionAction, updatePermissionAction } from "./actions";
import { reachInWords } from "./reach-in-words";

/** Adds a permission, or edits one. */
export default function PermissionDialog({
  environmentKey,
  permission,
  onClose,
}: {
  environmentKey: string;
  permission: PermissionDetails | null;
  onClose: () => void;
}) {
  const form = useActionForm({
    schema: createPermissionInput,
    action: async (input) => {
      if (!permission) {
        const result = await createPermissionAction(environmentKey, input);
        return result.ok ? { ok: true, data: undefined } : result;
      }
      const { id: permissionId, version, reach: _, ...seen } = permission;
      return updatePermissionAction(environmentKey, { ...Object(input), permissionId, version, seen });
    },
    defaultValues: {
      name: permission?.name ?? "",
      description: permission?.description ?? "",
      key: permission?.key ?? "",
      isAddedToNewRoles: permission?.isAddedToNewRoles ?? false,
    },
    success: permission ? "Permission updated" : "Permission added",
    onSuccess: onClose,
  });
  const by = permission ? reachInWords(permission.reach) : null;
  return (
    <FormDialog
      form={form}
      title={permission ? "Edit permission" : "Add permission"}
      deed="Save"
      onClose={onClose}
    >
      <TextField name="name" label="Name" placeholder="View reports" autoComplete="off" autoFocus />
      <TextareaField name="description" label="Description" isOptional rows={2} />
      <KeyField
        noun="permission"
        placeholder="read:reports"
        inUse={permission && by ? { key: permission.key, by: `${by} have` } : null}
      />
      <SwitchField
        name="isAddedToNewRoles"
        label="Add automatically to new roles"
        description="Every role added from now on begins with this permission."
      />
    </FormDialog>
  );
}
