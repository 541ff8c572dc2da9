"use client";

import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/text-field";
import { useActionForm } from "@/components/form/use-action-form";
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
    <FormDialog
      form={form}
      title="Add environment"
      description="It begins empty, with one default organization. Nothing is shared with the others."
      deed="Save"
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
