"use client";

import { useRouter } from "next/navigation";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { createConnectionInput } from "@/lib/connections/schema";
import { ValueRow, ValueRows } from "../value-rows";
import { createConnectionAction } from "./actions";
import type { NewConnection } from "./add-connection-button";
import { ConnectionFields } from "./connection-fields";

/** Adds a connection; its callback URL is shown first, as the provider wants it before it gives a client ID. */
export default function AddConnectionDialog({
  environmentKey,
  newConnection,
  canAddToOrganization,
  onClose,
}: {
  environmentKey: string;
  newConnection: NewConnection;
  canAddToOrganization: boolean;
  onClose: () => void;
}) {
  const router = useRouter();
  const form = useActionForm({
    schema: createConnectionInput,
    action: (input) => createConnectionAction(environmentKey, input),
    defaultValues: {
      key: newConnection.key,
      name: "",
      issuer: "",
      clientId: "",
      clientSecret: "",
      emailDomains: "",
      isShown: false,
      isJustInTime: true,
      isLinking: false,
      organizationId: "",
    },
    success: "Connection added",
    onSuccess: ({ id }) => router.push(`/${environmentKey}/settings/connections/${id}`),
  });
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent
        // A click beside the dialog must not lose what was typed.
        onInteractOutside={(event) => event.preventDefault()}
      >
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle>Add connection</DialogTitle>
            <DialogDescription>
              Register Gatehouse as a web application at the identity provider, with this callback URL. It
              then shows the values asked for here.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <ValueRows>
              <ValueRow label="Callback URL" value={newConnection.callbackUrl} />
            </ValueRows>
            <ConnectionFields
              environmentKey={environmentKey}
              organization={null}
              canAddToOrganization={canAddToOrganization}
            />
          </DialogBody>
          <DialogFooter className="sticky bottom-0 bg-popover">
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <SubmitButton>Add connection</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
