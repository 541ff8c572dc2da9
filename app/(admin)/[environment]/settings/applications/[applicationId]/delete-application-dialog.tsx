"use client";

import { useRouter } from "next/navigation";
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
import { deleteApplicationAction } from "../actions";

type Props = { environmentKey: string; application: { id: string; name: string }; onClose: () => void };

export default function DeleteApplicationDialog({ environmentKey, application, onClose }: Props) {
  const router = useRouter();
  const { run, isPending, error } = useAction((input) => deleteApplicationAction(environmentKey, input), {
    success: "Application deleted",
    onSuccess: () => router.replace(`/${environmentKey}/settings/applications`),
    errors: "inline",
  });
  return (
    <AlertDialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>Delete application?</AlertDialogTitle>
          <AlertDialogDescription>
            Nobody can sign in to {application.name} any more, and its tokens stop working at once. Its users
            stay.
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
            onClick={() => run({ applicationId: application.id })}
          >
            Delete application
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
