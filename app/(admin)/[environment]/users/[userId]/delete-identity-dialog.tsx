"use client";

import { useState } from "react";
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
import { Checkbox } from "@/components/ui/checkbox";
import { deleteIdentityAction } from "../actions";

export default function DeleteIdentityDialog({
  environmentKey,
  userId,
  identity,
  isLastWayIn,
  onClose,
}: {
  environmentKey: string;
  userId: string;
  identity: { id: string; value: string };
  isLastWayIn: boolean;
  onClose: () => void;
}) {
  const [isConfirmed, setConfirmed] = useState(false);
  const { run, isPending, error } = useAction((input) => deleteIdentityAction(environmentKey, input), {
    success: "Identity deleted",
    errors: "inline",
    onSuccess: onClose,
  });
  return (
    <AlertDialog open onOpenChange={onClose}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>Delete identity</AlertDialogTitle>
          <AlertDialogDescription>
            {identity.value} can no longer be used to sign in, and becomes free for another user.
          </AlertDialogDescription>
        </AlertDialogHeader>
        {isLastWayIn || error ? (
          <AlertDialogBody className="pt-0">
            {error ? <Alert variant="destructive">{error.message}</Alert> : null}
            {isLastWayIn ? (
              <label htmlFor="last-way-in" className="flex items-start gap-2.5 text-sm">
                <Checkbox id="last-way-in" checked={isConfirmed} onCheckedChange={setConfirmed} />
                <span>This is the only identity of this user. Without it they cannot sign in.</span>
              </label>
            ) : null}
          </AlertDialogBody>
        ) : null}
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <Button
            variant="destructive"
            aria-disabled={isPending || (isLastWayIn && !isConfirmed)}
            onClick={() => {
              if (isLastWayIn && !isConfirmed) return;
              run({ userId, identityId: identity.id, isLastWayInConfirmed: isConfirmed });
            }}
          >
            Delete identity
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
