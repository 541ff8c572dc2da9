"use client";

import { useCallback } from "react";
import { Form } from "@/components/form/form";
import { SearchChoicesField } from "@/components/form/search-choices-field";
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
import { addMembersInput } from "@/lib/organizations/schema";
import { findRecords } from "../../../find-records";
import { addMembersAction } from "../../actions";

export default function AddMembersDialog({
  environmentKey,
  organization,
  onClose,
}: {
  environmentKey: string;
  organization: { id: string; name: string };
  onClose: () => void;
}) {
  const form = useActionForm({
    schema: addMembersInput,
    action: (input) => addMembersAction(environmentKey, input),
    defaultValues: { organizationId: organization.id, userIds: [] },
    success: ({ added }) => (added === 1 ? "1 user added" : `${added} users added`),
    onSuccess: onClose,
  });
  const search = useCallback(
    async (text: string) => {
      const { users } = await findRecords(environmentKey, text);
      return users.map(({ id, name, email }) => ({
        value: id,
        label: email && email !== name ? `${name} (${email})` : name,
      }));
    },
    [environmentKey],
  );
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle className="break-words">Add users to {organization.name}</DialogTitle>
            <DialogDescription>
              They keep the organizations they have. Roles here are given afterwards.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <SearchChoicesField
              name="userIds"
              label="Users"
              placeholder="Find by name, email, username or phone"
              search={search}
            />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <SubmitButton>Add users</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
