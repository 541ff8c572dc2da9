"use client";

import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextareaField } from "@/components/form/textarea-field";
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
import { resetPasswordInput } from "@/lib/users/schema";
import { resetPasswordAction } from "../actions";

export default function ResetPasswordDialog({
  environmentKey,
  user,
  onClose,
}: {
  environmentKey: string;
  user: { id: string; name: string };
  onClose: () => void;
}) {
  const form = useActionForm({
    schema: resetPasswordInput,
    action: (input) => resetPasswordAction(environmentKey, input),
    defaultValues: { userId: user.id, reason: "" },
    success: "Password reset",
    onSuccess: onClose,
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle className="break-words">Reset the password of {user.name}</DialogTitle>
            <DialogDescription>
              At the next sign-in they get a code by email and choose a new password. The old one no longer
              works, and sessions end at once.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <TextareaField
              name="reason"
              label="Reason"
              description="Kept in the audit log."
              rows={2}
              isOptional
            />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <SubmitButton variant="destructive">Reset</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
