"use client";

import { useRouter } from "next/navigation";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
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
import { createOrganizationInput } from "@/lib/organizations/schema";
import { createOrganizationAction } from "./actions";

export default function AddOrganizationDialog({
  environmentKey,
  onClose,
}: {
  environmentKey: string;
  onClose: () => void;
}) {
  const router = useRouter();
  const form = useActionForm({
    schema: createOrganizationInput,
    action: (input) => createOrganizationAction(environmentKey, input),
    defaultValues: { name: "", externalId: "" },
    success: "Organization added",
    onSuccess: ({ organizationId }) => {
      onClose();
      router.push(`/${environmentKey}/organizations/${organizationId}`);
    },
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle>Add organization</DialogTitle>
            <DialogDescription>
              It gets a code of its own, which your product can sign in with.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <TextField name="name" label="Name" autoComplete="off" />
            <TextField
              name="externalId"
              label="External organization ID"
              description="What your own systems call it."
              autoComplete="off"
              isOptional
            />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <SubmitButton>Save</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
