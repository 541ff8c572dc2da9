"use client";

import { ConfirmDialog } from "@/components/form/confirm-dialog";
import type { RoleDetails } from "@/lib/roles/get-role";
import { deleteRoleAction } from "./actions";

type Props = { environmentKey: string; role: RoleDetails; onClose: () => void };

/** Says who loses the role before it is gone. */
export default function DeleteRoleDialog({ environmentKey, role, onClose }: Props) {
  const { id, name, key, users } = role;
  const by = users === "0" ? null : `${users} ${users === "1" ? "user has" : "users have"}`;
  return (
    <ConfirmDialog
      title="Delete role?"
      description={
        by
          ? `${by} ${name} (${key}) and will lose it, with its permissions. This cannot be undone.`
          : `Nobody has ${name} (${key}). This cannot be undone.`
      }
      deed="Delete role"
      action={(input) => deleteRoleAction(environmentKey, input)}
      input={{ roleId: id }}
      success="Role deleted"
      onClose={onClose}
    />
  );
}
