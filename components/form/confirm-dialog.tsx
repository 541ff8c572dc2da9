"use client";

import type { ReactNode } from "react";
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
import type { BoundAction } from "@/lib/core/action-result";

/** Asks before a deed that takes something away: says the effect, does it, and shows a refusal in place. */
export function ConfirmDialog<T>({
  title,
  description,
  deed,
  action,
  input,
  success,
  onDone,
  onClose,
}: {
  title: string;
  description: ReactNode;
  /** What its button says. */
  deed: string;
  action: BoundAction<T>;
  input: object;
  success: string;
  /** Instead of closing the dialog, where the record's page is gone too. */
  onDone?: () => void;
  onClose: () => void;
}) {
  const { run, isPending, error } = useAction(action, {
    success,
    onSuccess: () => (onDone ?? onClose)(),
    errors: "inline",
  });
  return (
    <AlertDialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle className="break-words">{title}</AlertDialogTitle>
          <AlertDialogDescription className="break-words">{description}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogBody>
          {error ? <Alert variant="destructive">{error.message}</Alert> : null}
        </AlertDialogBody>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <Button variant="destructive" aria-disabled={isPending} onClick={() => run(input)}>
            {deed}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
