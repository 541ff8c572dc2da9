"use client";

import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";

type Props = { policies: string[]; onConfirm: () => void; onClose: () => void };

/** Says what another address means before it is saved. */
export default function ConfirmAddressDialog({ policies, onConfirm, onClose }: Props) {
  return (
    <AlertDialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>Save another address?</AlertDialogTitle>
          <AlertDialogDescription>
            It counts as a new version of the {policies.join(" and the ")}: everybody is asked again at their
            next sign-in, and cannot go on without accepting.
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <Button type="button" onClick={onConfirm}>
            Save and ask again
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
