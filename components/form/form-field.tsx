"use client";

import { type ReactNode, useId, useState } from "react";
import { useFormContext, useFormState } from "react-hook-form";
import { cn } from "@/components/ui/cn";
import { Label } from "@/components/ui/label";

/** What every field takes. */
export type FieldProps = {
  name: string;
  label: ReactNode;
  description?: ReactNode;
  isOptional?: boolean;
  className?: string;
};

/** The wiring of one input: its id, its error, and the attributes that tie them together. */
export function useField(name: string, hasDescription: boolean) {
  const id = useId();
  const form = useFormContext();
  const state = useFormState({ control: form.control, name });
  const error = form.getFieldState(name, state).error?.message;
  // Registering sets a value only in the browser: the server's HTML has to hold it too.
  const [initialValue] = useState(() => form.getValues(name));
  const describedBy = [hasDescription ? `${id}-description` : "", error ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  return {
    id,
    form,
    error,
    initialValue,
    inputProps: {
      id,
      "aria-invalid": error ? true : undefined,
      "aria-describedby": describedBy || undefined,
    },
  };
}

/** The sentence under a field that says what is wrong with it. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p id={`${id}-error`} className="text-destructive-text text-sm">
      {error}
    </p>
  );
}

/** Label above, input, description and error below. */
export function FormField({
  id,
  label,
  description,
  error,
  isOptional = false,
  className,
  children,
}: Omit<FieldProps, "name"> & { id: string; error?: string; children: ReactNode }) {
  return (
    <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-2">
        <Label htmlFor={id}>{label}</Label>
        {isOptional ? (
          <span aria-hidden="true" className="text-muted-foreground text-xs">
            Optional
          </span>
        ) : null}
      </div>
      {children}
      {description ? (
        <p id={`${id}-description`} className="text-muted-foreground text-sm">
          {description}
        </p>
      ) : null}
      <FieldError id={id} error={error} />
    </div>
  );
}
