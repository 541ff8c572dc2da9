"use client";

import { useAction } from "@/components/form/use-action";
import { Alert } from "@/components/ui/alert";
import {
  AlertDialog,
  AlertDialogBody,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import type { RoleDetails } from "@/lib/roles/get-role";
import { deleteRoleAction } from "./actions";

type Props = { environmentKey: string; role: RoleDetails; onClose: () => void };

/** Says who loses the role before it is gone. */
export default function DeleteRoleDialog({ environmentKey, role, onClose }: Props) {
  const { run, isPending, error } = useAction((input) => deleteRoleAction(environmentKey, input), {
    success: "Role deleted",
    onSuccess: onClose,
    errors: "inline",
  });
  const by = role.users === "0" ? null : `${role.users} ${role.users === "1" ? "user has" : "users have"}`;
  return (
    <AlertDialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>Delete role?</AlertDialogTitle>
          <AlertDialogDescription>
            {by
              ? `${by} ${role.name} (${role.key}) and will lose it, with its permissions. This cannot be undone.`
              : `Nobody has ${role.name} (${role.key}). This cannot be undone.`}
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogBody>
          {error ? <Alert variant="destructive">{error.message}</Alert> : null}
        </AlertDialogBody>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <Button variant="destructive" aria-disabled={isPending} onClick={() => run({ roleId: role.id })}>
            Delete role
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
