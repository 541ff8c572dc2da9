"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import type { FilterOption } from "@/components/data-table/column";
import { Form } from "@/components/form/form";
import { SearchChoicesField } from "@/components/form/search-choices-field";
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
import { createUserInput } from "@/lib/users/schema";
import { createUserAction } from "./actions";
import { searchOrganizations } from "./user-filters";
import { UserInTheWay } from "./user-in-the-way";

export default function AddUserDialog({
  environmentKey,
  defaultOrganization,
  onClose,
}: {
  environmentKey: string;
  defaultOrganization: FilterOption | null;
  onClose: () => void;
}) {
  const router = useRouter();
  const search = useCallback((text: string) => searchOrganizations(environmentKey, text), [environmentKey]);
  const form = useActionForm({
    schema: createUserInput,
    action: (input) => createUserAction(environmentKey, input),
    defaultValues: {
      firstName: "",
      lastName: "",
      email: "",
      username: "",
      phone: "",
      organizationIds: defaultOrganization ? [defaultOrganization.value] : [],
    },
    success: "User added",
    onSuccess: ({ userId }) => {
      onClose();
      router.push(`/${environmentKey}/users/${userId}`);
    },
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent className="max-w-lg">
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle>Add user</DialogTitle>
            <DialogDescription>Give at least an email, a username or a phone number.</DialogDescription>
          </DialogHeader>
          <DialogBody>
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField name="firstName" label="First name" autoComplete="off" />
              <TextField name="lastName" label="Last name" autoComplete="off" />
            </div>
            <TextField name="email" label="Email" type="email" autoComplete="off" />
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField name="username" label="Username" autoComplete="off" isOptional />
              <TextField name="phone" label="Phone" type="tel" autoComplete="off" isOptional />
            </div>
            <UserInTheWay environmentKey={environmentKey} subject={form.subject} />
            <SearchChoicesField
              name="organizationIds"
              label="Organizations"
              placeholder="Find another organization"
              search={search}
              initial={defaultOrganization ? [defaultOrganization] : []}
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
