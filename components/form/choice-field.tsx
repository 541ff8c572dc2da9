"use client";

import type { ReactNode } from "react";
import { FieldError, type FieldProps, type useField } from "@/components/form/form-field";
import { cn } from "@/components/ui/cn";
import { Label } from "@/components/ui/label";

/** The common shape of a checkbox and a switch: control and label in one row, the description under the label. */
export function ChoiceField({
  label,
  description,
  className,
  field,
  control,
  isControlLast = false,
}: Omit<FieldProps, "name" | "isOptional"> & {
  field: ReturnType<typeof useField>;
  control: ReactNode;
  isControlLast?: boolean;
}) {
  return (
    <div
      className={cn(
        "flex items-start gap-2.5",
        isControlLast && "flex-row-reverse justify-between gap-6",
        className,
      )}
    >
      <span className="flex h-5 items-center">{control}</span>
      <div className="flex min-w-0 flex-col gap-0.5">
        <Label htmlFor={field.id}>{label}</Label>
        {description ? (
          <p id={`${field.id}-description`} className="text-muted-foreground text-sm">
            {description}
          </p>
        ) : null}
        <FieldError id={field.id} error={field.error} />
      </div>
    </div>
  );
}
