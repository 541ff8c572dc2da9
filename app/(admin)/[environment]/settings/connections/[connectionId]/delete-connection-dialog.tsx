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
import { deleteConnectionInput } from "@/lib/connections/schema";
import { deleteConnectionAction } from "../actions";
import type { DeedConnection } from "./connection-deeds";

/** Says how many lose their way in, and has the connection's name typed where there are any. */
export default function DeleteConnectionDialog({
  environmentKey,
  connection: { id, name, users },
  onClose,
}: {
  environmentKey: string;
  connection: DeedConnection;
  onClose: () => void;
}) {
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
  if (users === 0) return "Nobody signs in through it.";
  const who =
    users === 1 ? "1 user signs in through it and loses" : `${users} users sign in through it and lose`;
  return `${who} their only way in. They are signed out everywhere, stay users, and cannot sign in until they are given another identity.`;
}
