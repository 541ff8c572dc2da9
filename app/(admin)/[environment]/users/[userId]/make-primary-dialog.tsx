"use client";

import { z } from "zod";
import { Form } from "@/components/form/form";
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
import { makeIdentityPrimaryInput } from "@/lib/users/schema";
import { makeIdentityPrimaryAction } from "../actions";
import { GuardedReason, GuardedSubmit } from "../guarded-parts";
import { useGuardedForm } from "../use-guarded-form";

/** Where making an identity primary needs something first; elsewhere a click is enough. */
export default function MakePrimaryDialog({
  environmentKey,
  userId,
  identity,
  onClose,
}: {
  environmentKey: string;
  userId: string;
  identity: { id: string; value: string };
  onClose: () => void;
}) {
  const guard = useGuardedForm({
    ...{ environmentKey, userId, kind: "make_identity_primary", onClose },
    schema: makeIdentityPrimaryInput.extend({ reason: z.string() }),
    action: (input) => makeIdentityPrimaryAction(environmentKey, input),
    defaultValues: { userId, identityId: identity.id, reason: "" },
    success: "Primary identity changed",
    onSuccess: onClose,
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={guard.form} className="gap-0">
          <DialogHeader>
            <DialogTitle>Make primary</DialogTitle>
            <DialogDescription className="break-words">
              {identity.value} becomes the one of its type that tokens carry and that mail goes to.
            </DialogDescription>
          </DialogHeader>
          <DialogBody className="empty:hidden">
            <GuardedReason guard={guard} />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <GuardedSubmit guard={guard}>Make primary</GuardedSubmit>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
