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
import { removeMemberAction } from "../../actions";

export default function RemoveMemberDialog({
  environmentKey,
  organization,
  user,
  onClose,
}: {
  environmentKey: string;
  organization: { id: string; name: string };
  user: { id: string; name: string };
  onClose: () => void;
}) {
  const { run, isPending, error } = useAction((input) => removeMemberAction(environmentKey, input), {
    success: "User removed",
    errors: "inline",
    onSuccess: onClose,
  });
  return (
    <AlertDialog open onOpenChange={onClose}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle className="break-words">
            Remove {user.name} from {organization.name}?
          </AlertDialogTitle>
          <AlertDialogDescription>
            The roles and permissions this user has in {organization.name} are taken away. The user is not
            deleted.
          </AlertDialogDescription>
        </AlertDialogHeader>
        {error ? (
          <AlertDialogBody>
            <Alert variant="destructive">{error.message}</Alert>
          </AlertDialogBody>
        ) : null}
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <Button
            variant="destructive"
            aria-disabled={isPending}
            onClick={() => run({ organizationId: organization.id, userId: user.id })}
          >
            Remove user
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
