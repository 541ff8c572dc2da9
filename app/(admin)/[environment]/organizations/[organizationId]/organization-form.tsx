"use client";

import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { useActionForm } from "@/components/form/use-action-form";
import { updateOrganizationInput } from "@/lib/organizations/schema";
import { updateOrganizationAction } from "../actions";

/** An organization's name and external ID; without the right to change them they can be read. */
export function OrganizationForm({
  environmentKey,
  organization: { id, name, externalId },
  canChange,
}: {
  environmentKey: string;
  organization: { id: string; name: string; externalId: string };
  canChange: boolean;
}) {
  const form = useActionForm({
    schema: updateOrganizationInput,
    action: (input) => updateOrganizationAction(environmentKey, input),
    defaultValues: { organizationId: id, name, externalId, seen: { name, externalId } },
    success: "Organization updated",
  });
  return (
    <Form form={form} guardsUnsavedChanges className="p-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="name" label="Name" autoComplete="off" readOnly={!canChange} dir="auto" />
        <TextField
          name="externalId"
          label="External organization ID"
          autoComplete="off"
          readOnly={!canChange}
          isOptional
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
