"use client";

import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { SwitchField } from "@/components/form/switch-field";
import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";
import { useActionForm } from "@/components/form/use-action-form";
import { type SubscriberKind, updateFormSettingsInput } from "@/lib/subscribers/schema";
import { updateFormSettingsAction } from "./actions";

/** Where a form may stand and how it works; without the right to change that it can be read. */
export function FormSettings({
  environmentKey,
  kind,
  settings,
  canChange,
}: {
  environmentKey: string;
  kind: SubscriberKind;
  settings: { allowedOrigins: string[]; isDoubleOptIn: boolean; unconfirmedDays: number };
  canChange: boolean;
}) {
  const { isDoubleOptIn, unconfirmedDays } = settings;
  const allowedOrigins = settings.allowedOrigins.join("\n");
  const form = useActionForm({
    schema: updateFormSettingsInput,
    action: (input) => updateFormSettingsAction(environmentKey, input),
    defaultValues: {
      ...{ kind, allowedOrigins, isDoubleOptIn, unconfirmedDays: String(unconfirmedDays) },
      seen: { allowedOrigins, isDoubleOptIn, unconfirmedDays },
    },
    success: "Form saved",
  });
  return (
    <Form form={form} guardsUnsavedChanges>
      <div className="flex flex-col gap-5 rounded-xl border bg-card p-4">
        <TextareaField
          name="allowedOrigins"
          label="Allowed sites"
          description="The sites on which the form may stand, one a line. With none it is closed."
          placeholder="https://www.example.com"
          rows={3}
          spellCheck={false}
          disabled={!canChange}
        />
        <SwitchField
          name="isDoubleOptIn"
          label="Double opt-in"
          description="A mail asks to confirm the address. Only who opens its link is on the list."
          disabled={!canChange}
        />
        <TextField
          name="unconfirmedDays"
          label="Days until an unconfirmed address is deleted"
          description="Counted from when it was entered, or from the last mail that asked to confirm it."
          inputMode="numeric"
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
