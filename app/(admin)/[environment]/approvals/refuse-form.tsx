"use client";

import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextareaField } from "@/components/form/textarea-field";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { refuseRequestInput } from "@/lib/approvals/schema";
import { refuseRequestAction } from "./actions";

/** Why what another asked for is not done. */
export function RefuseForm({
  environmentKey,
  requestId,
  onBack,
}: {
  environmentKey: string;
  requestId: string;
  onBack: () => void;
}) {
  const form = useActionForm({
    schema: refuseRequestInput,
    action: (input) => refuseRequestAction(environmentKey, input),
    defaultValues: { requestId, reason: "" },
    success: "Request refused",
  });
  return (
    <Form form={form}>
      <TextareaField
        name="reason"
        label="Why do you refuse?"
        description="Whoever asked is told. Kept in the audit log."
        rows={2}
        autoFocus
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant="destructive">Refuse request</SubmitButton>
        <Button variant="outline" onClick={onBack}>
          Back
        </Button>
      </div>
    </Form>
  );
}
