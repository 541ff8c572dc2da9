"use client";

import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextareaField } from "@/components/form/textarea-field";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
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
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle className="break-words">Suspend {organization.name}</DialogTitle>
            <DialogDescription>
              Nobody can sign in to it until you unsuspend it, and its sessions and tokens end at once. Its
              users keep their roles, and their other organizations.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <TextareaField
              name="reason"
              label="Reason"
              description="Kept in the audit log."
              rows={3}
              isOptional
            />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <SubmitButton variant="destructive">Suspend organization</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
