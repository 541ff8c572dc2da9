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
import { addEmailIdentityInput } from "@/lib/users/schema";
import { addEmailIdentityAction } from "../actions";

export default function AddIdentityDialog({
  environmentKey,
  userId,
  onClose,
}: {
  environmentKey: string;
  userId: string;
  onClose: () => void;
}) {
  const form = useActionForm({
    schema: addEmailIdentityInput,
    action: (input) => addEmailIdentityAction(environmentKey, input),
    defaultValues: { userId, email: "" },
    success: "Identity added",
    onSuccess: onClose,
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle>Add identity</DialogTitle>
            <DialogDescription>One more email address that this user can sign in with.</DialogDescription>
          </DialogHeader>
          <DialogBody>
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
