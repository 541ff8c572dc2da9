"use client";

import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import type { ActionForm } from "@/components/form/use-action-form";
import { Button, type ButtonProps } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";

/** A dialog around a form: says what it is about, takes the fields, and does the deed or nothing. */
export function FormDialog<Input extends FieldValues, Output extends FieldValues>({
  form,
  title,
  description,
  deed,
  variant,
  onClose,
  children,
}: {
  form: ActionForm<Input, Output>;
  title: string;
  description?: ReactNode;
  /** What its button says; null: there is nothing to do. */
  deed: string | null;
  variant?: ButtonProps["variant"];
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent {...(description === undefined && { "aria-describedby": undefined })}>
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle className="break-words">{title}</DialogTitle>
            {description === undefined ? null : <DialogDescription>{description}</DialogDescription>}
          </DialogHeader>
          <DialogBody>{children}</DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            {deed === null ? null : <SubmitButton variant={variant}>{deed}</SubmitButton>}
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
