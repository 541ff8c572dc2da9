"use client";

import { Form } from "@/components/form/form";
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
import { GuardedReason, GuardedSubmit } from "../guarded-parts";
import { useGuardedForm } from "../use-guarded-form";

export default function ResetPasswordDialog({
  environmentKey,
  user,
  onClose,
}: {
  environmentKey: string;
  user: { id: string; name: string };
  onClose: () => void;
}) {
  const guard = useGuardedForm({
    ...{ environmentKey, userId: user.id, kind: "reset_password", onClose },
    schema: resetPasswordInput,
    action: (input) => resetPasswordAction(environmentKey, input),
    defaultValues: { userId: user.id, reason: "" },
    success: "Password reset",
    onSuccess: onClose,
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={guard.form} className="gap-0">
          <DialogHeader>
            <DialogTitle className="break-words">Reset the password of {user.name}</DialogTitle>
            <DialogDescription>
              At the next sign-in they choose “Forgot password?”, get a code by email and choose a new
              password. The old one no longer works, and sessions end at once.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <GuardedReason guard={guard} isOffered />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <GuardedSubmit guard={guard} variant="destructive">
              Reset
            </GuardedSubmit>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
