"use client";

import type { ReactNode } from "react";
import { DomainsField } from "@/components/form/domains-field";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { type EnvironmentSettings, SETTING_LABELS } from "@/lib/settings/schema";
import { type PolicyProps, PolicySwitch } from "./policy-switch";
import { useSettingsForm } from "./use-settings-form";

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
  const form = useSettingsForm(environmentKey, settings, "Policies saved");
  return (
    <Form form={form} guardsUnsavedChanges className="gap-8">
      <Section title="Sign-up">
        <PolicySwitch
          name="isSelfSignUpAllowed"
          description="People create their own accounts on the sign-in page. Switched off, users are by invitation only: you add them."
          disabled={!canChange}
        />
        <DomainsField
          name="allowedDomains"
          label={SETTING_LABELS.allowedDomains}
          description="One a line, such as example.com. Only addresses of these can sign up; leave it empty for any address. Users you add yourself are not concerned."
          readOnly={!canChange}
        />
        <PolicySwitch
          name="isDefaultOrganizationOnSignUp"
          description="Switched off, people can sign up only with an organization’s code or with an address of an organization’s allowed domain. The default organization’s own policies show this switch too."
          disabled={!canChange}
        />
        <PolicySwitch
          name="canCreateOrganizationOnSignUp"
          description="An application that sends is_create_org=true, with or without org_name, has a new organization made for the person who signs up."
          disabled={!canChange}
        />
      </Section>
      <Section title="Sign-in">
        <PolicySwitch
          name="isMostRecentOrganization"
          description="Users of several organizations are not asked which one: they are signed in to the one they used last."
          disabled={!canChange}
        />
        <PolicySwitch
          name="isProfileSyncedOnSignIn"
          description="Names and addresses that a connection’s identity provider sends at sign-in replace those kept here. Switched off, they are taken once, when the user is created."
          disabled={!canChange}
        />
        <PolicySwitch
          name="isEnumerationProtected"
          description="The sign-in page answers the same, whether or not somebody has an account."
          disabled={!canChange}
        />
        <PolicyNumber name="lockoutMaxAttempts" disabled={!canChange} />
        <PolicyNumber name="lockoutMinutes" description="60 at most." disabled={!canChange} />
        <PolicyNumber name="codeExpiryMinutes" disabled={!canChange} />
      </Section>
      <Section title="Deleted users">
        <PolicyNumber
          name="deletedUserDays"
          description="After that they are erased, and the log no longer says who they were. 365 at most."
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

function PolicyNumber({ name, ...props }: PolicyProps) {
  return <TextField name={name} label={SETTING_LABELS[name]} inputMode="numeric" {...props} />;
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
