"use client";

import Link from "next/link";
import type { FilterOption } from "@/components/data-table/column";
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
import type { SubscriberRow } from "@/lib/subscribers/list-subscribers";
import { convertToUserInput, type SubscriberKind } from "@/lib/subscribers/schema";
import { convertToUserAction } from "./actions";
import { KIND_WORDS } from "./kind-words";
import { OrganizationField } from "./organization-field";
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
  const userInTheWay = actionForm.error?.subject?.id;
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={actionForm} className="gap-0">
          <DialogHeader>
            <DialogTitle className="break-words">Convert {subscriberName(subscriber)} to a user</DialogTitle>
            <DialogDescription className="break-words">
              {subscriber.email} can then sign in, and stays on this list. Choose one organization; more can
              be added later.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            {userInTheWay ? (
              <p className="text-sm">
                <Link
                  href={`/${environmentKey}/users/${userInTheWay}`}
                  className="font-medium text-brand underline-offset-4 hover:underline"
                >
                  Open this user
                </Link>
              </p>
            ) : null}
            <OrganizationField
              name="organizationId"
              environmentKey={environmentKey}
              initial={defaultOrganization}
            />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <SubmitButton>Convert</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
