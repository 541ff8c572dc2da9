"use client";

import { CheckboxField } from "@/components/form/checkbox-field";
import { FormDialog } from "@/components/form/form-dialog";
import { useActionForm } from "@/components/form/use-action-form";
import { deleteOrganizationInput } from "@/lib/organizations/schema";
import { deleteOrganizationAction } from "./actions";
import type { DeedOrganization } from "./use-organization-deeds";

export default function DeleteOrganizationDialog({
  environmentKey,
  organization,
  onClose,
  onDeleted,
}: {
  environmentKey: string;
  organization: DeedOrganization;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const form = useActionForm({
    schema: deleteOrganizationInput,
    action: (input) => deleteOrganizationAction(environmentKey, input),
    defaultValues: { organizationId: organization.id },
    success: "Organization deleted",
    onSuccess: () => {
      onClose();
      onDeleted?.();
    },
  });
  return (
    <FormDialog
      form={form}
      title={`Delete ${organization.name}`}
      description="Its users are removed from it, not deleted, and lose the roles and permissions they have in it. Whoever belongs to no other organization moves to the default one. This cannot be undone."
      deed="Delete organization"
      variant="destructive"
      onClose={onClose}
    >
      <CheckboxField name="isConfirmed" label="Yes, I definitely want to delete" />
    </FormDialog>
  );
}
