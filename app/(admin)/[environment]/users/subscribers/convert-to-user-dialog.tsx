"use client";

import type { FilterOption } from "@/components/data-table/column";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
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
import type { SubscriberRow } from "@/lib/subscribers/list-subscribers";
import { convertToUserInput, type SubscriberKind } from "@/lib/subscribers/schema";
import { OrganizationField } from "../../organization-field";
import { UserInTheWay } from "../user-in-the-way";
import { convertToUserAction } from "./actions";
import { KIND_WORDS } from "./kind-words";
import { subscriberName } from "./subscriber-columns";

export default function ConvertToUserDialog({
  environmentKey,
  kind,
  subscriber,
  defaultOrganization,
  onClose,
}: {
  environmentKey: string;
  kind: SubscriberKind;
  subscriber: SubscriberRow;
  defaultOrganization: FilterOption | null;
  onClose: () => void;
}) {
  const actionForm = useActionForm({
    schema: convertToUserInput,
    action: (input) => convertToUserAction(environmentKey, input),
    defaultValues: { subscriberId: subscriber.id, organizationId: defaultOrganization?.value ?? "" },
    success: KIND_WORDS[kind].converted,
    onSuccess: onClose,
  });
  const { error, subject } = actionForm;
  // Nothing in this form can put that right, so what is said leads on to the user.
  const clash = subject ? error : null;
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={clash ? { ...actionForm, error: null } : actionForm} className="gap-0">
          <DialogHeader>
            <DialogTitle className="break-words">Convert {subscriberName(subscriber)} to a user</DialogTitle>
            <DialogDescription className="break-words">
              {clash
                ? `Nothing was changed: ${subscriber.email} stays on this list.`
                : `${subscriber.email} can then sign in, and stays on this list. Choose one organization; more can be added later.`}
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            {clash ? (
              <Alert variant="destructive">
                {clash.message}
                <UserInTheWay environmentKey={environmentKey} subject={subject} />
              </Alert>
            ) : (
              <OrganizationField
                name="organizationId"
                environmentKey={environmentKey}
                initial={defaultOrganization}
              />
            )}
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">{clash ? "Close" : "Cancel"}</Button>
            </DialogClose>
            {clash ? null : <SubmitButton>Convert</SubmitButton>}
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
