"use client";

import { FormDialog } from "@/components/form/form-dialog";
import { TextareaField } from "@/components/form/textarea-field";
import { useActionForm } from "@/components/form/use-action-form";
import { suspendOrganizationInput } from "@/lib/organizations/schema";
import { suspendOrganizationAction } from "./actions";
import type { DeedOrganization } from "./use-organization-deeds";

export default function SuspendOrganizationDialog({
  environmentKey,
  organization,
  onClose,
}: {
  environmentKey: string;
  organization: DeedOrganization;
  onClose: () => void;
}) {
  const form = useActionForm({
    schema: suspendOrganizationInput,
    action: (input) => suspendOrganizationAction(environmentKey, input),
    defaultValues: { organizationId: organization.id, reason: "" },
    success: "Organization suspended",
    onSuccess: onClose,
  });
  return (
    <FormDialog
      form={form}
      title={`Suspend ${organization.name}`}
      description="Nobody can sign in to it until you unsuspend it, and its sessions and tokens end at once. Its users keep their roles, and their other organizations."
      deed="Suspend organization"
      variant="destructive"
      onClose={onClose}
    >
      <TextareaField name="reason" label="Reason" description="Kept in the audit log." rows={3} isOptional />
    </FormDialog>
  );
}
