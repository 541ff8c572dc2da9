"use client";

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
import { createSavedViewInput } from "@/lib/saved-views/schema";
import { createSavedViewAction } from "./actions";

export default function SaveViewDialog({
  environmentKey,
  query,
  onClose,
}: {
  environmentKey: string;
  query: string;
  onClose: () => void;
}) {
  const form = useActionForm({
    schema: createSavedViewInput,
    action: (input) => createSavedViewAction(environmentKey, input),
    defaultValues: { screen: "users", name: "", query },
    success: "View saved",
    onSuccess: onClose,
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle>Save this view</DialogTitle>
            <DialogDescription>
              Its search, filters, sort and columns, for everyone in your team.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <TextField name="name" label="Name" autoComplete="off" />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <SubmitButton>Save</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
