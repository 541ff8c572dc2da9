"use client";

import { SubmitButton } from "@/components/form/submit-button";
import { TextareaField } from "@/components/form/textarea-field";
import { Button } from "@/components/ui/button";
import {
  DialogBody,
  DialogClose,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";

/** What the two dialogs that suspend have in common: the question, the reason, the buttons. */
export function SuspendFields({ title, text, button }: { title: string; text: string; button: string }) {
  return (
    <>
      <DialogHeader>
        <DialogTitle className="break-words">{title}</DialogTitle>
        <DialogDescription>{text}</DialogDescription>
      </DialogHeader>
      <DialogBody>
        <TextareaField name="reason" label="Reason" description="Kept in the audit log." rows={3} />
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <SubmitButton variant="destructive">{button}</SubmitButton>
      </DialogFooter>
    </>
  );
}
