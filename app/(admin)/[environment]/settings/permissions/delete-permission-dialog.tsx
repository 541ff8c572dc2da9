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
import type { PermissionDetails } from "@/lib/permissions/get-permission";
import { deletePermissionAction } from "./actions";
import { reachInWords } from "./reach-in-words";

type Props = { environmentKey: string; permission: PermissionDetails; onClose: () => void };

/** Says who loses the permission before it is gone. */
export default function DeletePermissionDialog({ environmentKey, permission, onClose }: Props) {
  const { run, isPending, error } = useAction((input) => deletePermissionAction(environmentKey, input), {
    success: "Permission deleted",
    onSuccess: onClose,
    errors: "inline",
  });
  const by = reachInWords(permission.reach);
  return (
    <AlertDialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>Delete permission?</AlertDialogTitle>
          <AlertDialogDescription>
            {by
              ? `${by} have ${permission.name} (${permission.key}). They lose it, however they got it. This cannot be undone.`
              : `Nobody has ${permission.name} (${permission.key}). This cannot be undone.`}
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogBody>
          {error ? <Alert variant="destructive">{error.message}</Alert> : null}
        </AlertDialogBody>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <Button
            variant="destructive"
            aria-disabled={isPending}
            onClick={() => run({ permissionId: permission.id })}
          >
            Delete permission
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
