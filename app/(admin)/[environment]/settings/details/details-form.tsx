"use client";

import Link from "next/link";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import type { EnvironmentSettings } from "@/lib/settings/schema";
import { PolicySwitch } from "../policies/policy-switch";
import { useSettingsForm } from "../policies/use-settings-form";

/** The two switches that decide who gets in at all; Policies has them among the others. */
export function DetailsForm({
  environmentKey,
  settings,
  canChange,
}: {
  environmentKey: string;
  settings: EnvironmentSettings;
  canChange: boolean;
}) {
  const form = useSettingsForm(environmentKey, settings, "Details saved");
  return (
    <Form form={form} guardsUnsavedChanges>
      <section aria-labelledby="sign-up">
        <h2 id="sign-up" className="mb-1 font-semibold text-lg tracking-tight">
          Sign-up
        </h2>
        <p className="mb-3 text-muted-foreground text-sm">
          The same switches stand in{" "}
          <Link href={`/${environmentKey}/settings/policies`} className="underline underline-offset-4">
            Policies
          </Link>
          , among all that decides about sign-up and sign-in.
        </p>
        <div className="flex flex-col gap-5 rounded-xl border bg-card p-4">
          <PolicySwitch
            name="isSelfSignUpAllowed"
            description="Switched off, you add users yourself. It holds for all applications and organizations."
            disabled={!canChange}
          />
          <PolicySwitch
            name="isDefaultOrganizationOnSignUp"
            description="Switched off, people need an organization’s code or an address of its allowed domain."
            disabled={!canChange}
          />
        </div>
      </section>
      {canChange ? (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}
