"use client";

import { DomainsField } from "@/components/form/domains-field";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { SwitchField } from "@/components/form/switch-field";
import { SwitchListField, type SwitchOption } from "@/components/form/switch-list-field";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import { updateOrganizationPoliciesInput } from "@/lib/organizations/schema";
import { updateOrganizationPoliciesAction } from "../../actions";

type Props = {
  environmentKey: string;
  organization: {
    id: string;
    code: string;
    isDefault: boolean;
    isRegistrationAllowed: boolean;
    allowedDomains: string[];
    isDefaultOrganizationOnSignUp: boolean;
    isSelfSignUpAllowed: boolean;
  };
  /** Null: the reader may not see roles. */
  roles: SwitchOption[] | null;
  given: string[];
  canChange: boolean;
  canSetRoles: boolean;
  canSwitchDefault: boolean;
};

/** Who may join an organization, and which roles come with joining; without the right to change them they can be read. */
export function OrganizationPoliciesForm({
  environmentKey,
  organization,
  roles,
  given,
  canChange,
  canSetRoles,
  canSwitchDefault,
}: Props) {
  const { id, code, isDefault, isSelfSignUpAllowed, ...policies } = organization;
  const form = useActionForm({
    schema: updateOrganizationPoliciesInput,
    action: (input) => updateOrganizationPoliciesAction(environmentKey, input),
    defaultValues: {
      ...policies,
      organizationId: id,
      allowedDomains: policies.allowedDomains.join("\n"),
      roleIds: given,
      seen: { ...policies, roleIds: given },
    },
    success: "Policies saved",
  });
  return (
    <Form form={form} guardsUnsavedChanges className="gap-8">
      {isSelfSignUpAllowed ? null : (
        <Alert title="Self-sign up is off in this environment">
          Nobody can create an account, whatever is switched on here. Users who have one can still join.
        </Alert>
      )}
      <div className="flex flex-col gap-5 rounded-xl border bg-card p-4">
        <SwitchField
          name="isRegistrationAllowed"
          label="Allow registrations"
          description={`Anyone who signs up or signs in with org_code=${code} becomes a member. A code can be passed on, so switch this on only where everybody may join.`}
          disabled={!canChange}
        />
        <DomainsField
          name="allowedDomains"
          label="Allowed domains"
          description="One a line, such as example.com. Who signs up with an address of one of these becomes a member. Another organization may allow the same domain: people then become members of both."
          readOnly={!canChange}
        />
        {isDefault ? (
          <SwitchField
            name="isDefaultOrganizationOnSignUp"
            label="Add users to this organization if no organization is specified"
            description="Switched off, people whose code or address leads to no organization cannot sign up. Settings, Environment, Policies shows this switch too."
            disabled={!canSwitchDefault}
          />
        ) : null}
      </div>
      {roles ? (
        <div>
          <SwitchListField
            name="roleIds"
            label="Default roles"
            searchLabel="Find a role"
            empty="There are no roles yet. Add them under Settings, User Management, Roles."
            options={roles}
            disabled={!canSetRoles}
          />
          <p className="mt-2 text-muted-foreground text-sm">
            Given to each user who comes into this organization, in whatever way. Users who are here already
            keep what they have.
          </p>
        </div>
      ) : null}
      {canChange ? (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}
