"use client";

import { useController } from "react-hook-form";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { SwitchField } from "@/components/form/switch-field";
import { SwitchListField } from "@/components/form/switch-list-field";
import { useActionForm } from "@/components/form/use-action-form";
import { useUntilCheckable } from "@/components/form/use-until-ready";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import {
  MFA_METHOD_LABELS,
  MFA_METHOD_NOTES,
  MFA_METHODS,
  type MfaSettings,
  mfaSettingsInput,
} from "@/lib/mfa/schema";
import { updateMfaSettingsAction } from "./actions";

const REQUIREMENTS = [
  {
    value: "no",
    label: "No",
    description: "Nobody is asked, unless an organization enforces multi-factor auth for its members.",
  },
  {
    value: "yes",
    label: "Yes",
    description:
      "Everybody sets it up at the next sign-in; sessions that never proved it are asked at their next use.",
  },
  {
    value: "optional",
    label: "Optional",
    description: "Everybody is asked once whether to set it up, and may decline.",
  },
];

/** What an environment asks besides the first proof; without the right to change it, it can be read. */
export function MfaSettingsForm({
  environmentKey,
  settings,
  canChange,
}: {
  environmentKey: string;
  settings: MfaSettings;
  canChange: boolean;
}) {
  const form = useActionForm({
    schema: mfaSettingsInput,
    action: (input) => updateMfaSettingsAction(environmentKey, input),
    defaultValues: { ...settings, seen: settings },
    success: "Multi-factor auth saved",
  });
  const { value, onChange, ...input } = useController({
    name: "requirement",
    control: form.form.control,
  }).field;
  const untilReady = useUntilCheckable();
  return (
    <Form form={form} guardsUnsavedChanges className="gap-8">
      <RadioGroup legend="Require multi-factor authentication" disabled={!canChange}>
        {REQUIREMENTS.map((requirement) => (
          <RadioGroupItem
            key={requirement.value}
            {...requirement}
            {...input}
            checked={requirement.value === value}
            onChange={() => onChange(requirement.value)}
            {...untilReady}
          />
        ))}
      </RadioGroup>
      <SwitchListField
        name="methods"
        label="Methods"
        searchLabel="Find a method"
        empty=""
        options={MFA_METHODS.map((value) => ({
          value,
          label: MFA_METHOD_LABELS[value],
          note: MFA_METHOD_NOTES[value],
        }))}
        disabled={!canChange}
      />
      <SwitchField
        name="isRecoveryEnabled"
        label="Enable recovery codes"
        description="Who sets up multi-factor auth is shown ten codes, each of which stands in once for the second proof."
        disabled={!canChange}
      />
      {canChange ? (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}
