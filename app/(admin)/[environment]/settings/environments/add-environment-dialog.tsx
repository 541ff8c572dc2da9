"use client";

import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { createEnvironmentInput } from "@/lib/environments/schema";
import { createEnvironmentAction } from "./actions";

export default function AddEnvironmentDialog({
  environmentKey,
  onClose,
}: {
  environmentKey: string;
  onClose: () => void;
}) {
  const form = useActionForm({
    schema: createEnvironmentInput,
    action: (input) => createEnvironmentAction(environmentKey, input),
    defaultValues: { name: "", key: "" },
    success: "Environment added",
    onSuccess: onClose,
  });
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent>
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle>Add environment</DialogTitle>
            <DialogDescription>
              It begins empty, with one default organization. Nothing is shared with the others.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <TextField name="name" label="Name" placeholder="Staging" autoComplete="off" autoFocus />
            <TextField
              name="key"
              label="Key"
              placeholder="staging"
              description="Stands in the addresses of its dashboard and its issuer, and stays as it is."
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <SubmitButton>Save</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
