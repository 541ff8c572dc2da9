"use client";

import { z } from "zod";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
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
import { deleteIdentityInput } from "@/lib/users/schema";
import { deleteIdentityAction } from "../actions";
import { GuardedReason, GuardedSubmit } from "../guarded-parts";
import { useGuardedForm } from "../use-guarded-form";

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
  const guard = useGuardedForm({
    ...{ environmentKey, userId, kind: "delete_identity", onClose },
    schema: deleteIdentityInput.extend({ confirmation: z.string().max(300), reason: z.string() }),
    action: (input) => deleteIdentityAction(environmentKey, input),
    defaultValues: { userId, identityId: identity.id, confirmation: "", reason: "" },
    success: "Identity deleted",
    onSuccess: onClose,
  });
  const typed = guard.form.form.watch("confirmation");
  const isReady = !isLastWayIn || typed.trim().toLowerCase() === identity.value.toLowerCase();
  return (
    <AlertDialog open onOpenChange={onClose}>
      <AlertDialogContent>
        <Form form={guard.form} className="gap-0">
          <AlertDialogHeader>
            <AlertDialogTitle>Delete identity</AlertDialogTitle>
            <AlertDialogDescription className="break-words">
              {identity.value} can no longer be used to sign in, and becomes free for another user.
            </AlertDialogDescription>
          </AlertDialogHeader>
          <AlertDialogBody className="-mt-4 empty:hidden">
            {isLastWayIn ? (
              <>
                <p className="text-sm">
                  This is the only identity of this user. Without it they cannot sign in.
                </p>
                <TextField
                  name="confirmation"
                  label={
                    <>
                      Type <span className="break-all font-mono">{identity.value}</span> to confirm
                    </>
                  }
                  autoComplete="off"
                />
              </>
            ) : null}
            <GuardedReason guard={guard} />
          </AlertDialogBody>
          <AlertDialogFooter>
            <AlertDialogCancel>Cancel</AlertDialogCancel>
            <GuardedSubmit
              guard={guard}
              variant="destructive"
              aria-disabled={!isReady}
              onClick={(event) => {
                if (!isReady) event.preventDefault();
              }}
            >
              Delete identity
            </GuardedSubmit>
          </AlertDialogFooter>
        </Form>
      </AlertDialogContent>
    </AlertDialog>
  );
}
