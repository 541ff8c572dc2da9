"use client";

import { useState } from "react";
import { Form } from "@/components/form/form";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
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
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { type HAND_OVER_HOURS, handOverPasswordInput } from "@/lib/users/schema";
import { handOverPasswordAction } from "../actions";

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
  const [link, setLink] = useState<string | null>(null);
  const form = useActionForm({
    schema: handOverPasswordInput,
    action: (input) => handOverPasswordAction(environmentKey, input),
    defaultValues: { userId: user.id, hours: "24" },
    onSuccess: (created) => setLink(created.link),
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        {link === null ? (
          <Form form={form} className="gap-0">
            <DialogHeader>
              <DialogTitle className="break-words">Hand over a password to {user.name}</DialogTitle>
              <DialogDescription>
                Makes a strong temporary password that nobody sees, you included, and a link that shows it to
                them once. Their sessions end at once.
              </DialogDescription>
            </DialogHeader>
            <DialogBody>
              <SelectField name="hours" label="Expires" options={EXPIRIES} />
            </DialogBody>
            <DialogFooter>
              <DialogClose asChild>
                <Button variant="outline">Cancel</Button>
              </DialogClose>
              <SubmitButton>Create link</SubmitButton>
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
            <DialogBody>
              <div className="flex flex-col gap-1.5">
                <Label htmlFor="hand-over-link">Hand-over link</Label>
                <div className="flex gap-2">
                  <Input
                    id="hand-over-link"
                    readOnly
                    value={link}
                    onFocus={(event) => event.target.select()}
                  />
                  <CopyButton value={link} label="Copy link" />
                </div>
              </div>
            </DialogBody>
            <DialogFooter>
              <DialogClose asChild>
                <Button>Done</Button>
              </DialogClose>
            </DialogFooter>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
