"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { Form } from "@/components/form/form";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import {
  APPLICATION_KINDS,
  type ApplicationKind,
  createApplicationInput,
  KIND_LABELS,
} from "@/lib/applications/schema";
import { createApplicationAction } from "./actions";
import { ClientSecret } from "./client-secret";
import { UrlFields } from "./url-fields";

const KIND_HINTS: Record<ApplicationKind, string> = {
  web: "Runs on a server of yours that can keep a secret.",
  frontend: "Runs in the browser or on a phone: no secret, proof by PKCE.",
  machine: "A service that acts for itself: nobody signs in.",
};

type Created = { id: string; clientId: string; clientSecret: string | null };

/** Adds an application, then shows its secret, once. */
export default function AddApplicationDialog({
  environmentKey,
  onClose,
}: {
  environmentKey: string;
  onClose: () => void;
}) {
  const router = useRouter();
  const [created, setCreated] = useState<Created | null>(null);
  const form = useActionForm({
    schema: createApplicationInput,
    action: (input) => createApplicationAction(environmentKey, input),
    defaultValues: { name: "", kind: "web" as const, callbackUrls: "", logoutUrls: "" },
    success: "Application added",
    onSuccess: setCreated,
  });
  const kind = useWatch({ control: form.form.control, name: "kind" });

  function close() {
    onClose();
    if (created) router.push(`/${environmentKey}/settings/applications/${created.id}`);
  }

  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || close()}>
      <DialogContent
        aria-describedby={undefined}
        // A click beside the dialog must not lose the only sight of the secret.
        onInteractOutside={(event) => created && event.preventDefault()}
      >
        <DialogHeader>
          <DialogTitle>{created ? "Application added" : "Add application"}</DialogTitle>
        </DialogHeader>
        {created ? (
          <>
            <DialogBody>
              <ClientSecret {...created} />
            </DialogBody>
            <DialogFooter>
              <Button onClick={close}>Done</Button>
            </DialogFooter>
          </>
        ) : (
          <Form form={form} className="gap-0">
            <DialogBody>
              <TextField name="name" label="Name" autoComplete="off" autoFocus />
              <SelectField
                name="kind"
                label="Kind"
                description={KIND_HINTS[kind]}
                options={APPLICATION_KINDS.map((value) => ({ value, label: KIND_LABELS[value] }))}
              />
              {kind === "machine" ? null : <UrlFields />}
            </DialogBody>
            <DialogFooter>
              <Button variant="outline" onClick={close}>
                Cancel
              </Button>
              <SubmitButton>Add application</SubmitButton>
            </DialogFooter>
          </Form>
        )}
      </DialogContent>
    </Dialog>
  );
}
