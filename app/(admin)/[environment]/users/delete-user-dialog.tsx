"use client";

import { Form } from "@/components/form/form";
import { FieldError } from "@/components/form/form-field";
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
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { deleteUserInput } from "@/lib/users/schema";
import { userName } from "@/lib/users/user-name";
import { deleteUserAction } from "./actions";
import { GuardedReason, GuardedSubmit } from "./guarded-parts";
import type { DeedUser } from "./say-results";
import { useGuardedForm } from "./use-guarded-form";

export default function DeleteUserDialog({
  environmentKey,
  user,
  onClose,
  onRecordDeleted,
}: {
  environmentKey: string;
  user: DeedUser;
  onClose: () => void;
  onRecordDeleted?: () => void;
}) {
  const isDeleted = user.status === "deleted";
  const guard = useGuardedForm({
    ...{ environmentKey, userId: user.id, kind: "delete_user", onClose },
    // Their contacts went with their access; that cannot be restored.
    withoutCaller: isDeleted
      ? "This user's access was deleted, and with it every contact by which a caller can be verified. An owner can have deletions approved by a second person instead, in Settings > Support."
      : undefined,
    schema: deleteUserInput,
    action: (input) => deleteUserAction(environmentKey, input),
    defaultValues: { userId: user.id, extent: isDeleted ? "record" : "access", reason: "" },
    success: "User deleted",
    onSuccess: () => {
      onClose();
      if (guard.form.form.getValues("extent") === "record") onRecordDeleted?.();
    },
  });
  const { register, formState } = guard.form.form;
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={guard.form} className="gap-0">
          <DialogHeader>
            <DialogTitle className="break-words">Delete {userName(user)}</DialogTitle>
            <DialogDescription>
              Sessions and tokens end at once. Where sign-up is allowed, the address can sign up again.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <RadioGroup legend="What should be deleted?">
              {isDeleted ? null : (
                <RadioGroupItem
                  {...register("extent")}
                  value="access"
                  label="Remove access and keep the profile"
                  description="The user can no longer sign in to any organization. The profile stays in Gatehouse."
                />
              )}
              <RadioGroupItem
                {...register("extent")}
                value="record"
                label="Completely remove the user record"
                description="Access, profile and all subscriber lists. Under Deleted users all but the lists can be restored, for the days set in Policies."
              />
            </RadioGroup>
            <FieldError id="extent" error={formState.errors.extent?.message} />
            <GuardedReason guard={guard} isOffered />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <GuardedSubmit guard={guard} variant="destructive">
              Delete user
            </GuardedSubmit>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
