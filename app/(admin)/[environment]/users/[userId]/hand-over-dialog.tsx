"use client";

import { z } from "zod";
import { Form } from "@/components/form/form";
import { SelectField } from "@/components/form/select-field";
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
import { type HAND_OVER_HOURS, handOverPasswordInput } from "@/lib/users/schema";
import { handOverPasswordAction } from "../actions";
import { GuardedReason, GuardedSubmit } from "../guarded-parts";
import { useOneTimeLink } from "../one-time-link";
import { useGuardedForm } from "../use-guarded-form";

const EXPIRIES: { value: (typeof HAND_OVER_HOURS)[number]; label: string }[] = [
  { value: "1", label: "In an hour" },
  { value: "24", label: "In a day" },
  { value: "72", label: "In three days" },
];

export default function HandOverDialog({
  environmentKey,
  user,
  onClose,
}: {
  environmentKey: string;
  user: { id: string; name: string };
  onClose: () => void;
}) {
  const oneTime = useOneTimeLink(onClose);
  const guard = useGuardedForm({
    ...{ environmentKey, userId: user.id, kind: "hand_over_password", onClose },
    schema: handOverPasswordInput.extend({ reason: z.string() }),
    action: (input) => handOverPasswordAction(environmentKey, input),
    defaultValues: { userId: user.id, hours: "24", reason: "" },
    onSuccess: (created) => oneTime.show(created.link),
  });
  return (
    <Dialog open onOpenChange={oneTime.close}>
      <DialogContent>
        {oneTime.link === null ? (
          <Form form={guard.form} className="gap-0">
            <DialogHeader>
              <DialogTitle className="break-words">Hand over a password to {user.name}</DialogTitle>
              <DialogDescription>
                Makes a strong temporary password that nobody sees, you included, and a link that shows it to
                them once. Their sessions end at once.
              </DialogDescription>
            </DialogHeader>
            <DialogBody>
              <SelectField name="hours" label="Expires" options={EXPIRIES} />
              <GuardedReason guard={guard} />
            </DialogBody>
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="outline">Cancel</Button>
              </DialogClose>
              <GuardedSubmit guard={guard}>Create link</GuardedSubmit>
            </DialogFooter>
          </Form>
        ) : (
          <>
            <DialogHeader>
              <DialogTitle className="break-words">Send this link to {user.name}</DialogTitle>
              <DialogDescription>
                It opens once; the log shows when. It cannot be seen here again, so copy it before you close
                this.
              </DialogDescription>
            </DialogHeader>
            <DialogBody>{oneTime.field}</DialogBody>
            <DialogFooter>
              <DialogClose asChild>
                <Button>Done</Button>
              </DialogClose>
            </DialogFooter>
            {oneTime.dialog}
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
