"use client";

import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { createSubscriberInput, type SubscriberKind } from "@/lib/subscribers/schema";
import { createSubscriberAction } from "./actions";
import { KIND_WORDS } from "./kind-words";

export default function AddSubscriberDialog({
  environmentKey,
  kind,
  onClose,
}: {
  environmentKey: string;
  kind: SubscriberKind;
  onClose: () => void;
}) {
  const words = KIND_WORDS[kind];
  const form = useActionForm({
    schema: createSubscriberInput,
    action: (input) => createSubscriberAction(environmentKey, input),
    defaultValues: { kind, firstName: "", lastName: "", email: "" },
    success: words.added,
    onSuccess: onClose,
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="max-w-lg">
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle>{words.add}</DialogTitle>
            <DialogDescription>No mail is sent. Add only people who have agreed to it.</DialogDescription>
          </DialogHeader>
          <DialogBody>
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField name="firstName" label="First name" autoComplete="off" isOptional />
              <TextField name="lastName" label="Last name" autoComplete="off" isOptional />
            </div>
            <TextField name="email" label="Email" type="email" autoComplete="off" />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <SubmitButton>Save</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
