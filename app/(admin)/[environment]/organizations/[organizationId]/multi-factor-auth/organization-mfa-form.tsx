"use client";

import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { SwitchField } from "@/components/form/switch-field";
import { SwitchListField } from "@/components/form/switch-list-field";
import { useActionForm } from "@/components/form/use-action-form";
import {
  MFA_METHOD_LABELS,
  MFA_METHOD_NOTES,
  MFA_METHODS,
  type OrganizationMfa,
  organizationMfaInput,
} from "@/lib/mfa/schema";
import { updateOrganizationMfaAction } from "../../actions";

/** What an organization asks besides the first proof; without the right to change it, it can be read. */
export function OrganizationMfaForm({
  environmentKey,
  organizationId,
  settings,
  roles,
  canChange,
}: {
  environmentKey: string;
  organizationId: string;
  settings: OrganizationMfa;
  roles: readonly { id: string; name: string; key: string }[];
  canChange: boolean;
}) {
  const form = useActionForm({
    schema: organizationMfaInput,
    action: (input) => updateOrganizationMfaAction(environmentKey, input),
    defaultValues: { organizationId, ...settings, seen: settings },
    success: "Multi-factor auth saved",
  });
  return (
    <Form form={form} guardsUnsavedChanges className="gap-8">
      <div className="rounded-xl border bg-card p-4">
        <SwitchField
          name="isEnforced"
          label="Enforce multi-factor authentication for this organization"
          description="Its members set it up when they next sign in to it; sessions that never proved it are asked at their next use."
          disabled={!canChange}
        />
      </div>
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
      <div className="flex flex-col gap-2">
        <SwitchListField
          name="exemptRoleIds"
          label="Exempt roles"
          searchLabel="Find a role"
          empty="There are no roles yet. Add them under Settings, User Management, Roles."
          options={roles.map(({ id, name, key }) => ({ value: id, label: name, note: key }))}
          disabled={!canChange}
        />
        <p className="text-muted-foreground text-sm">
          Members with exempt roles only are not asked. Who has another role besides, or none, is.
        </p>
      </div>
      {canChange ? (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}
