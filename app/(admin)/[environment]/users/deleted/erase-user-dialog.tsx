"use client";

import { z } from "zod";
import { Form } from "@/components/form/form";
import { TextField } from "@/components/form/text-field";
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
import { CALLER_MINUTES } from "@/lib/support/schema";
import { GuardedReason, GuardedSubmit } from "../guarded-parts";
import { useGuardedForm } from "../use-guarded-form";
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
  const guard = useGuardedForm({
    ...{ environmentKey, userId: user.id, kind: "erase_user", onClose },
    withoutCaller: `No code reaches a deleted user. Restore the user, verify the caller, and delete and erase the user again within ${CALLER_MINUTES} minutes. Without that the user is erased when the days are over.`,
    schema: eraseUserInput.extend({ reason: z.string() }),
    action: (input) => eraseUserAction(environmentKey, input),
    defaultValues: { userId: user.id, confirmation: "", reason: "" },
    success: "User erased",
    onSuccess: onClose,
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={guard.form} className="gap-0">
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
            <GuardedReason guard={guard} />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <GuardedSubmit guard={guard} variant="destructive">
              Erase now
            </GuardedSubmit>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
