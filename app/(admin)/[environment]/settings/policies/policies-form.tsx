"use client";

import type { ReactNode } from "react";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { SwitchField } from "@/components/form/switch-field";
import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";
import { useActionForm } from "@/components/form/use-action-form";
import {
  type EnvironmentSettings,
  SETTING_LABELS,
  updateEnvironmentSettingsInput,
} from "@/lib/settings/schema";
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
    schema: updateEnvironmentSettingsInput,
    action: (input) => updateEnvironmentSettingsAction(environmentKey, input),
    defaultValues: { ...settings, allowedDomains: settings.allowedDomains.join("\n"), seen: settings },
    success: "Policies saved",
  });
  return (
    <Form form={form} guardsUnsavedChanges className="gap-8">
      <Section title="Sign-up">
        <SwitchField
          name="isSelfSignUpAllowed"
          label={SETTING_LABELS.isSelfSignUpAllowed}
          description="People create their own accounts on the sign-in page. Switched off, users are by invitation only: you add them."
          disabled={!canChange}
        />
        <TextareaField
          name="allowedDomains"
          label={SETTING_LABELS.allowedDomains}
          description="One a line, such as example.com. Only addresses of these can sign up; leave it empty for any address. Users you add yourself are not concerned."
          rows={3}
          autoComplete="off"
          spellCheck={false}
          readOnly={!canChange}
        />
        <SwitchField
          name="isDefaultOrganizationOnSignUp"
          label={SETTING_LABELS.isDefaultOrganizationOnSignUp}
          description="Switched off, people can sign up only with an organization’s code or with an address of an organization’s allowed domain. The default organization’s own policies show this switch too."
          disabled={!canChange}
        />
        <SwitchField
          name="canCreateOrganizationOnSignUp"
          label={SETTING_LABELS.canCreateOrganizationOnSignUp}
          description="An application that sends is_create_org=true, with or without org_name, has a new organization made for the person who signs up."
          disabled={!canChange}
        />
      </Section>
      <Section title="Sign-in">
        <SwitchField
          name="isMostRecentOrganization"
          label={SETTING_LABELS.isMostRecentOrganization}
          description="Users of several organizations are not asked which one: they are signed in to the one they used last."
          disabled={!canChange}
        />
        <SwitchField
          name="isProfileSyncedOnSignIn"
          label={SETTING_LABELS.isProfileSyncedOnSignIn}
          description="Names and addresses that a connection’s identity provider sends at sign-in replace those kept here. Switched off, they are taken once, when the user is created."
          disabled={!canChange}
        />
        <SwitchField
          name="isEnumerationProtected"
          label={SETTING_LABELS.isEnumerationProtected}
          description="The sign-in page answers the same, whether or not somebody has an account."
          disabled={!canChange}
        />
        <TextField
          name="lockoutMaxAttempts"
          label={SETTING_LABELS.lockoutMaxAttempts}
          inputMode="numeric"
          disabled={!canChange}
        />
        <TextField
          name="lockoutMinutes"
          label={SETTING_LABELS.lockoutMinutes}
          description="60 at most."
          inputMode="numeric"
          disabled={!canChange}
        />
        <TextField
          name="codeExpiryMinutes"
          label={SETTING_LABELS.codeExpiryMinutes}
          inputMode="numeric"
          disabled={!canChange}
        />
      </Section>
      <Section title="Deleted users">
        <TextField
          name="deletedUserDays"
          label={SETTING_LABELS.deletedUserDays}
          description="After that they are erased, and the log no longer says who they were. 365 at most."
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
