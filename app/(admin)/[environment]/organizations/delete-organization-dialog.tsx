"use client";

import { CheckboxField } from "@/components/form/checkbox-field";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
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
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle className="break-words">Delete {organization.name}</DialogTitle>
            <DialogDescription>
              Its users are removed from it, not deleted, and lose the roles and permissions they have in it.
              Whoever belongs to no other organization moves to the default one. This cannot be undone.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <CheckboxField name="isConfirmed" label="Yes, I definitely want to delete" />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <SubmitButton variant="destructive">Delete organization</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
