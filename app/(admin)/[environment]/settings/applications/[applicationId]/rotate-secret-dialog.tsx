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
import { rotateClientSecretAction } from "../actions";
import { ClientSecret } from "../client-secret";

type Props = { environmentKey: string; application: { id: string; name: string }; onClose: () => void };

/** Asks before the old secret stops working, then shows the new one, once. */
export default function RotateSecretDialog({ environmentKey, application, onClose }: Props) {
  const [rotated, setRotated] = useState<{ clientId: string; clientSecret: string } | null>(null);
  const { run, isPending, error } = useAction((input) => rotateClientSecretAction(environmentKey, input), {
    success: "Secret rotated",
    onSuccess: setRotated,
    errors: "inline",
  });
  return (
    <AlertDialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{rotated ? "Secret rotated" : "Rotate secret?"}</AlertDialogTitle>
          <AlertDialogDescription>
            {rotated
              ? `${application.name} must use the new secret from now on.`
              : `The present secret of ${application.name} stops working at once. Nobody is signed out, but nobody can sign in until the application has the new one.`}
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogBody>
          {error ? <Alert variant="destructive">{error.message}</Alert> : null}
          {rotated ? <ClientSecret {...rotated} /> : null}
        </AlertDialogBody>
        <AlertDialogFooter>
          <AlertDialogCancel>{rotated ? "Done" : "Cancel"}</AlertDialogCancel>
          {rotated ? null : (
            <Button aria-disabled={isPending} onClick={() => run({ applicationId: application.id })}>
              Rotate secret
            </Button>
          )}
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
