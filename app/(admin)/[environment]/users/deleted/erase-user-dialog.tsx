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
import { type DeletedUserRow, eraseUserInput } from "@/lib/deleted-users/schema";
import { eraseUserAction } from "./actions";

export default function EraseUserDialog({
  environmentKey,
  user,
  onClose,
}: {
  environmentKey: string;
  user: DeletedUserRow;
  onClose: () => void;
}) {
  const form = useActionForm({
    schema: eraseUserInput,
    action: (input) => eraseUserAction(environmentKey, input),
    defaultValues: { userId: user.id, confirmation: "" },
    success: "User erased",
    onSuccess: onClose,
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle className="break-words">Erase {user.name}</DialogTitle>
            <DialogDescription>
              All that is kept of this user is destroyed. The audit log still says what was done, no longer to
              whom: names and addresses go from it, the user ID stays. This cannot be undone.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <TextField
              name="confirmation"
              label={`Type ${user.email ?? user.name} to confirm`}
              autoComplete="off"
            />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <SubmitButton variant="destructive">Erase now</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
