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
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
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
  const [typed, setTyped] = useState("");
  const isReady = !isLastWayIn || typed.trim().toLowerCase() === identity.value.toLowerCase();
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
              <div className="flex flex-col gap-2 text-sm">
                <p>This is the only identity of this user. Without it they cannot sign in.</p>
                <Label htmlFor="last-way-in">
                  <span>
                    Type <span className="break-all font-mono">{identity.value}</span> to confirm
                  </span>
                </Label>
                <Input
                  id="last-way-in"
                  autoComplete="off"
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                />
              </div>
            ) : null}
          </AlertDialogBody>
        ) : null}
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <Button
            variant="destructive"
            aria-disabled={isPending || !isReady}
            onClick={() => {
              if (!isReady) return;
              run({ userId, identityId: identity.id, confirmation: typed });
            }}
          >
            Delete identity
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
