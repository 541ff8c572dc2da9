"use client";

import type { FieldValues } from "react-hook-form";
import { FormDialog } from "@/components/form/form-dialog";
import { TextareaField } from "@/components/form/textarea-field";
import type { ActionForm } from "@/components/form/use-action-form";

/** What the two dialogs that suspend have in common: the question, the reason, the buttons. */
export function SuspendFormDialog<Input extends FieldValues, Output extends FieldValues>({
  form,
  title,
  text,
  deed,
  onClose,
}: {
  form: ActionForm<Input, Output>;
  title: string;
  text: string;
  deed: string;
  onClose: () => void;
}) {
  return (
    <FormDialog
      form={form}
      title={title}
      description={text}
      deed={deed}
      variant="destructive"
      onClose={onClose}
    >
      <TextareaField name="reason" label="Reason" description="Kept in the audit log." rows={3} />
    </FormDialog>
  );
}
