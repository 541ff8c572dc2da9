"use client";

import { Form } from "@/components/form/form";
import { PasswordField } from "@/components/form/password-field";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
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
import { setTemporaryPasswordInput, type TEMPORARY_HOURS } from "@/lib/users/schema";
import { setTemporaryPasswordAction } from "../actions";

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
  const form = useActionForm({
    schema: setTemporaryPasswordInput,
    action: (input) => setTemporaryPasswordAction(environmentKey, input),
    defaultValues: { userId: user.id, password: "", hours: "24" },
    success: "Temporary password set",
    onSuccess: onClose,
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={form} className="gap-0">
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
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <SubmitButton>Set temporary password</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
