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
import { deleteConnectionInput, MOST_CONNECTION_USERS } from "@/lib/connections/schema";
import { deleteConnectionAction } from "../actions";
import type { DeedConnection } from "./connection-deeds";
import { usersInWords } from "./users-in-words";

type Props = {
  environmentKey: string;
  connection: DeedConnection;
  onDisable: () => void;
  onClose: () => void;
};

/** Says how many lose their way in, and has the connection's name typed where there are any. */
export default function DeleteConnectionDialog(props: Props) {
  return props.connection.users > MOST_CONNECTION_USERS ? (
    <TooManyUsers {...props} />
  ) : (
    <DeleteForm {...props} />
  );
}

/** Where a deletion is refused whatever is typed, the dialog leads to what can be done instead. */
function TooManyUsers({ connection: { name, users, isEnabled }, onDisable, onClose }: Props) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle className="break-words">{name} cannot be deleted</DialogTitle>
          <DialogDescription>
            {usersInWords(users)}, too many to take their only way in from at once.{" "}
            {isEnabled
              ? "Disable it instead: nobody signs in through it then."
              : "It is disabled, so nobody can sign in through it."}
          </DialogDescription>
        </DialogHeader>
        <DialogFooter>
          <DialogClose asChild>
            <Button variant="outline">Cancel</Button>
          </DialogClose>
          {isEnabled ? <Button onClick={onDisable}>Disable connection</Button> : null}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function DeleteForm({ environmentKey, connection: { id, name, users }, onClose }: Props) {
  const router = useRouter();
  const form = useActionForm({
    schema: deleteConnectionInput,
    action: (input) => deleteConnectionAction(environmentKey, input),
    defaultValues: { connectionId: id, confirmation: "" },
    success: "Connection deleted",
    onSuccess: () => router.replace(`/${environmentKey}/settings/connections`),
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle className="break-words">Delete {name}</DialogTitle>
            <DialogDescription>{effectOf(users)} This cannot be undone.</DialogDescription>
          </DialogHeader>
          {users > 0 ? (
            <DialogBody>
              <TextField name="confirmation" label={`Type ${name} to confirm`} autoComplete="off" />
            </DialogBody>
          ) : null}
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <SubmitButton variant="destructive">Delete connection</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}

function effectOf(users: number): string {
  if (users === 0) return `${usersInWords(users)}.`;
  return `${usersInWords(users)} and ${users === 1 ? "loses" : "lose"} their only way in. They are signed out everywhere, stay users, and cannot sign in until they are given another identity.`;
}
