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

const MOST_NAMED = 5;

/** Says what leaving takes away before it is saved. */
export default function LeaveOrganizationsDialog({
  names,
  onClose,
  onConfirm,
}: {
  names: readonly string[];
  onClose: () => void;
  onConfirm: () => void;
}) {
  const named = names.slice(0, MOST_NAMED).join(", ");
  const others = names.length - MOST_NAMED;
  return (
    <AlertDialog open onOpenChange={onClose}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>
            {names.length === 1 ? "Leave 1 organization?" : `Leave ${names.length} organizations?`}
          </AlertDialogTitle>
          <AlertDialogDescription>
            The user leaves {named}
            {others > 0 ? ` and ${others} more` : ""}. All roles and permissions held there are taken away,
            and joining again does not bring them back.
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <Button variant="destructive" onClick={onConfirm}>
            Save
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
