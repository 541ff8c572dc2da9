"use client";

import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";
import { useActionForm } from "@/components/form/use-action-form";
import { type ApplicationKind, updateApplicationInput } from "@/lib/applications/schema";
import { updateApplicationAction } from "../actions";
import { UrlFields } from "../url-fields";

type Values = {
  applicationId: string;
  name: string;
  callbackUrls: string;
  logoutUrls: string;
  audiences: string;
};

/** What can be changed of an application. */
export function ApplicationForm({
  environmentKey,
  kind,
  canChange,
  values,
}: {
  environmentKey: string;
  kind: ApplicationKind;
  canChange: boolean;
  values: Values;
}) {
  const { applicationId, ...seen } = values;
  const form = useActionForm({
    schema: updateApplicationInput,
    action: (input) => updateApplicationAction(environmentKey, input),
    defaultValues: { ...values, seen },
    success: "Application saved",
  });
  return (
    <Form form={form} guardsUnsavedChanges>
      <h2 className="font-semibold text-lg tracking-tight">Details</h2>
      <div className="flex flex-col gap-5 rounded-xl border bg-card p-4">
        <TextField name="name" label="Name" autoComplete="off" disabled={!canChange} />
        {kind === "machine" ? null : <UrlFields disabled={!canChange} />}
        <TextareaField
          name="audiences"
          label="Audiences"
          description="APIs that the application may ask tokens for. One a line."
          placeholder="https://api.example.com"
          isOptional
          spellCheck={false}
          disabled={!canChange}
        />
      </div>
      {canChange ? (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}
