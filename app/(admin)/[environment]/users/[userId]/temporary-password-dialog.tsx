"use client";

import { z } from "zod";
import { Form } from "@/components/form/form";
import { PasswordField } from "@/components/form/password-field";
import { SelectField } from "@/components/form/select-field";
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
import { setTemporaryPasswordInput, type TEMPORARY_HOURS } from "@/lib/users/schema";
import { setTemporaryPasswordAction } from "../actions";
import { GuardedReason, GuardedSubmit } from "../guarded-parts";
import { useGuardedForm } from "../use-guarded-form";

const EXPIRIES: { value: (typeof TEMPORARY_HOURS)[number]; label: string }[] = [
  { value: "1", label: "In an hour" },
  { value: "24", label: "In a day" },
  { value: "168", label: "In a week" },
  { value: "", label: "Never, until it is used" },
];

export default function TemporaryPasswordDialog({
  environmentKey,
  user,
  onClose,
}: {
  environmentKey: string;
  user: { id: string; name: string };
  onClose: () => void;
}) {
  const guard = useGuardedForm({
    ...{ environmentKey, userId: user.id, kind: "set_temporary_password", onClose },
    schema: setTemporaryPasswordInput.extend({ reason: z.string() }),
    action: (input) => setTemporaryPasswordAction(environmentKey, input),
    defaultValues: { userId: user.id, password: "", hours: "24", reason: "" },
    success: "Temporary password set",
    onSuccess: onClose,
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={guard.form} className="gap-0">
          <DialogHeader>
            <DialogTitle className="break-words">Set a temporary password for {user.name}</DialogTitle>
            <DialogDescription>
              It opens one sign-in, in which they choose their own. Tell it to them yourself: nobody can read
              it here later. Sessions end at once.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <PasswordField
              name="password"
              label="Password"
              description="9 characters or more, not common or easy to guess."
              autoComplete="new-password"
            />
            <SelectField name="hours" label="Expires" options={EXPIRIES} />
            <GuardedReason guard={guard} />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <GuardedSubmit guard={guard}>Set temporary password</GuardedSubmit>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
