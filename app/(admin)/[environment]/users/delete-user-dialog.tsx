"use client";

import { Form } from "@/components/form/form";
import { FieldError } from "@/components/form/form-field";
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
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { deleteUserInput } from "@/lib/users/schema";
import { userName } from "@/lib/users/user-name";
import { deleteUserAction } from "./actions";
import type { DeedUser } from "./say-results";

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
  const actionForm = useActionForm({
    schema: deleteUserInput,
    action: (input) => deleteUserAction(environmentKey, input),
    defaultValues: { userId: user.id, extent: isDeleted ? "record" : "access", reason: "" },
    success: "User deleted",
    onSuccess: () => {
      onClose();
      if (actionForm.form.getValues("extent") === "record") onRecordDeleted?.();
    },
  });
  const { register, formState } = actionForm.form;
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={actionForm} className="gap-0">
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
            <SubmitButton variant="destructive">Delete user</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
