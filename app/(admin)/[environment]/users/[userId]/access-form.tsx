"use client";

import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { SwitchListField, type SwitchOption } from "@/components/form/switch-list-field";
import { useActionForm } from "@/components/form/use-action-form";
import { setUserPermissionsInput, setUserRolesInput } from "@/lib/users/schema";
import { setUserPermissionsAction, setUserRolesAction } from "../actions";

type Props = {
  environmentKey: string;
  userId: string;
  organizationId: string;
  options: readonly SwitchOption[];
  given: string[];
  canChange: boolean;
};

/** The switches of a user's roles in one organization, with one Save. */
export function UserRolesForm({ environmentKey, userId, organizationId, options, given, canChange }: Props) {
  const form = useActionForm({
    schema: setUserRolesInput,
    action: (input) => setUserRolesAction(environmentKey, input),
    defaultValues: { userId, organizationId, roleIds: given, seenRoleIds: given },
    success: "Roles saved",
  });
  return (
    <Form form={form} guardsUnsavedChanges>
      <SwitchListField
        name="roleIds"
        label="Roles"
        searchLabel="Find a role"
        empty="There are no roles yet. Add them under Settings, User Management, Roles."
        options={options}
        disabled={!canChange}
      />
      {canChange && options.length > 0 ? (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}

/** The switches of a user's single permissions in one organization, with one Save. */
export function UserPermissionsForm({
  environmentKey,
  userId,
  organizationId,
  options,
  given,
  canChange,
}: Props) {
  const form = useActionForm({
    schema: setUserPermissionsInput,
    action: (input) => setUserPermissionsAction(environmentKey, input),
    defaultValues: { userId, organizationId, permissionIds: given, seenPermissionIds: given },
    success: "Permissions saved",
  });
  return (
    <Form form={form} guardsUnsavedChanges>
      <SwitchListField
        name="permissionIds"
        label="Permissions"
        searchLabel="Find a permission"
        empty="There are no permissions yet. Add them under Settings, User Management, Permissions."
        options={options}
        disabled={!canChange}
      />
      {canChange && options.length > 0 ? (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}
