"use client";

import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { buttonVariants } from "@/components/ui/button";

export type DiscardWords = { title: string; description: string; keep: string; discard: string };

const UNSAVED: DiscardWords = {
  title: "Discard unsaved changes?",
  description: "You have changed this page and not saved it.",
  keep: "Keep editing",
  discard: "Discard changes",
};

/** Asks whether what was typed, or what `words` say, may be lost; a file of its own, loaded when it is needed. */
export default function DiscardChangesDialog({
  words = UNSAVED,
  onKeep,
  onDiscard,
}: {
  words?: DiscardWords;
  onKeep: () => void;
  onDiscard: () => void;
}) {
  return (
    <AlertDialog open onOpenChange={(isOpen) => isOpen || onKeep()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{words.title}</AlertDialogTitle>
          <AlertDialogDescription>{words.description}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>{words.keep}</AlertDialogCancel>
          {/* Prevented, so that closing does not call onKeep as well. */}
          <AlertDialogAction
            className={buttonVariants({ variant: "destructive" })}
            onClick={(event) => {
              event.preventDefault();
              onDiscard();
            }}
          >
            {words.discard}
          </AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
