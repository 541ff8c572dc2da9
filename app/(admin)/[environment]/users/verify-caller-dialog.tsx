"use client";

import { useState } from "react";
import { Form } from "@/components/form/form";
import { FieldError } from "@/components/form/form-field";
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
import { EmptyState } from "@/components/ui/empty-state";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { type CallerContact, startCallerCheckInput, verifyCallerInput } from "@/lib/callers/schema";
import { CALLER_METHOD_LABELS, CALLER_MINUTES } from "@/lib/support/schema";
import { startCallerCheckAction, verifyCallerAction } from "./actions";

type Started = { checkId: string; method: CallerContact["method"]; sentTo: string | null };
type Props = {
  environmentKey: string;
  userId: string;
  contacts: readonly CallerContact[];
  onClose: () => void;
  onVerified?: () => void;
};

const NAMES = { email: "Email", phone: "Phone", authenticator: "Authenticator app" } as const;

/** Makes sure that a caller is the user: a code goes to a contact of theirs, and comes back by ear. */
export default function VerifyCallerDialog(props: Props) {
  const [started, setStarted] = useState<Started | null>(null);
  return (
    <Dialog open onOpenChange={props.onClose}>
      <DialogContent>
        {props.contacts.length === 0 ? (
          <NoContacts />
        ) : started ? (
          <CodeForm {...props} started={started} onAgain={() => setStarted(null)} />
        ) : (
          <ContactForm {...props} onStarted={setStarted} />
        )}
      </DialogContent>
    </Dialog>
  );
}

function NoContacts() {
  return (
    <>
      <DialogHeader>
        <DialogTitle>Verify caller</DialogTitle>
        <DialogDescription>There is nothing by which this user could be recognized.</DialogDescription>
      </DialogHeader>
      <DialogBody>
        <EmptyState
          title="No verified contact"
          text="The user has no verified email or phone, and no authenticator app. An owner can have such changes approved by a second person instead, in Settings > Support."
        />
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Close</Button>
        </DialogClose>
      </DialogFooter>
    </>
  );
}

function ContactForm({
  environmentKey,
  userId,
  contacts,
  onStarted,
}: Props & { onStarted: (started: Started) => void }) {
  const form = useActionForm({
    schema: startCallerCheckInput,
    action: (input) => startCallerCheckAction(environmentKey, input),
    defaultValues: { userId, contactId: contacts[0]?.id ?? "" },
    onSuccess: onStarted,
  });
  const { register, watch, formState } = form.form;
  const isApp = contacts.find(({ id }) => id === watch("contactId"))?.method === "authenticator";
  return (
    <Form form={form} className="gap-0">
      <DialogHeader>
        <DialogTitle>Verify caller</DialogTitle>
        <DialogDescription>
          A code of 6 digits goes where only the user can read it, and they read it to you. Never ask for a
          password.
        </DialogDescription>
      </DialogHeader>
      <DialogBody>
        <RadioGroup legend="Where can the caller read a code?">
          {contacts.map(({ id, method, label }) => (
            <RadioGroupItem
              key={id}
              {...register("contactId")}
              value={id}
              label={NAMES[method]}
              description={label || "They open their app and read the code it shows. Nothing is sent."}
            />
          ))}
        </RadioGroup>
        <FieldError id="contact" error={formState.errors.contactId?.message} />
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button variant="outline">Cancel</Button>
        </DialogClose>
        <SubmitButton>{isApp ? "Ask for the code" : "Send code"}</SubmitButton>
      </DialogFooter>
    </Form>
  );
}

function CodeForm({
  environmentKey,
  userId,
  started: { checkId, method, sentTo },
  onAgain,
  onClose,
  onVerified,
}: Props & { started: Started; onAgain: () => void }) {
  const form = useActionForm({
    schema: verifyCallerInput,
    action: (input) => verifyCallerAction(environmentKey, input),
    defaultValues: { userId, checkId, code: "" },
    success: ({ method }) => `Caller verified by ${CALLER_METHOD_LABELS[method]}`,
    onSuccess: () => {
      onClose();
      onVerified?.();
    },
  });
  return (
    <Form form={form} className="gap-0">
      <DialogHeader>
        <DialogTitle>Verify caller</DialogTitle>
        <DialogDescription>
          {method === "authenticator"
            ? "Ask the caller to open their authenticator app and read you the code it shows."
            : `A code was sent to ${sentTo}. Ask the caller to read it to you; it lasts 10 minutes.`}
        </DialogDescription>
      </DialogHeader>
      <DialogBody>
        <TextField
          name="code"
          label="Code that the caller reads to you"
          description={`If it is right, the caller counts as verified for you for ${CALLER_MINUTES} minutes.`}
          inputMode="numeric"
          autoComplete="off"
          maxLength={11}
        />
      </DialogBody>
      <DialogFooter>
        <Button variant="outline" onClick={onAgain}>
          Use another code
        </Button>
        <SubmitButton>Verify</SubmitButton>
      </DialogFooter>
    </Form>
  );
}
