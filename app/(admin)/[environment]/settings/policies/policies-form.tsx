"use client";

import type { ReactNode } from "react";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { SwitchField } from "@/components/form/switch-field";
import { TextField } from "@/components/form/text-field";
import { useActionForm } from "@/components/form/use-action-form";
import { type EnvironmentSettings, environmentSettingsInput } from "@/lib/settings/schema";
import { updateEnvironmentSettingsAction } from "./actions";

/** The policies of an environment; without the right to change them they can be read. */
export function PoliciesForm({
  environmentKey,
  settings,
  canChange,
}: {
  environmentKey: string;
  settings: EnvironmentSettings;
  canChange: boolean;
}) {
  const form = useActionForm({
    schema: environmentSettingsInput,
    action: (input) => updateEnvironmentSettingsAction(environmentKey, input),
    defaultValues: settings,
    success: "Policies saved",
  });
  return (
    <Form form={form} guardsUnsavedChanges className="gap-8">
      <Section title="Sign-up">
        <SwitchField
          name="isSelfSignUpAllowed"
          label="Allow self-sign up"
          description="People create their own accounts on the sign-in page. Otherwise only you add users."
          disabled={!canChange}
        />
      </Section>
      <Section title="Sign-in">
        <SwitchField
          name="isEnumerationProtected"
          label="Hide which accounts exist"
          description="The sign-in page answers the same, whether or not somebody has an account."
          disabled={!canChange}
        />
        <TextField
          name="lockoutMaxAttempts"
          label="Failed attempts before an account is locked"
          inputMode="numeric"
          disabled={!canChange}
        />
        <TextField
          name="lockoutMinutes"
          label="Minutes until a locked account opens again"
          description="60 at most."
          inputMode="numeric"
          disabled={!canChange}
        />
        <TextField
          name="codeExpiryMinutes"
          label="Minutes until a one-time code expires"
          inputMode="numeric"
          disabled={!canChange}
        />
      </Section>
      {canChange ? (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={title}>
      <h2 id={title} className="mb-3 font-semibold text-lg tracking-tight">
        {title}
      </h2>
      <div className="flex flex-col gap-5 rounded-xl border bg-card p-4">{children}</div>
    </section>
  );
}
