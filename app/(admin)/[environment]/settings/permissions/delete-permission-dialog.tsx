"use client";

import { ConfirmDialog } from "@/components/form/confirm-dialog";
import type { PermissionDetails } from "@/lib/permissions/get-permission";
import { deletePermissionAction } from "./actions";
import { reachInWords } from "./reach-in-words";

type Props = { environmentKey: string; permission: PermissionDetails; onClose: () => void };

/** Says who loses the permission before it is gone. */
export default function DeletePermissionDialog({ environmentKey, permission, onClose }: Props) {
  const { id, name, key, reach } = permission;
  const by = reachInWords(reach);
  return (
    <ConfirmDialog
      title="Delete permission?"
      description={
        by
          ? `${by} have ${name} (${key}). They lose it, however they got it. This cannot be undone.`
          : `Nobody has ${name} (${key}). This cannot be undone.`
      }
      deed="Delete permission"
      action={(input) => deletePermissionAction(environmentKey, input)}
      input={{ permissionId: id }}
      success="Permission deleted"
      onClose={onClose}
    />
  );
}
