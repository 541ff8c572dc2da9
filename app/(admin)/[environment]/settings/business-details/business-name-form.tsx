"use client";

import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { useActionForm } from "@/components/form/use-action-form";
import { updateBusinessNameInput } from "@/lib/settings/schema";
import { updateBusinessNameAction } from "./actions";

/** The name of the business, which is an owner's to change; everybody else can read it. */
export function BusinessNameForm({
  environmentKey,
  name,
  canChange,
}: {
  environmentKey: string;
  name: string;
  canChange: boolean;
}) {
  const form = useActionForm({
    schema: updateBusinessNameInput,
    action: (input) => updateBusinessNameAction(environmentKey, input),
    defaultValues: { name, seen: name },
    success: "Business renamed",
  });
  return (
    <Form form={form} guardsUnsavedChanges>
      <div className="rounded-xl border bg-card p-4">
        <TextField
          name="name"
          label="Business name"
          description={`Stands in the dashboard, on the sign-in pages and in mails, in all environments. ${canChange ? "Organizations keep their names." : "Only an owner can change it."}`}
          autoComplete="organization"
          maxLength={100}
          disabled={!canChange}
        />
      </div>
      {canChange ? (
        <div>
          <SubmitButton>Save name</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}
