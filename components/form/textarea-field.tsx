"use client";

import type { ComponentProps } from "react";
import { type FieldProps, FormField, useField } from "@/components/form/form-field";
import { useUntilReady } from "@/components/form/use-until-ready";
import { Textarea } from "@/components/ui/textarea";

type TextareaFieldProps = FieldProps & Omit<ComponentProps<"textarea">, keyof FieldProps | "id">;

/** Several lines of text; it grows with them. */
export function TextareaField({
  name,
  label,
  description,
  isOptional,
  className,
  ...props
}: TextareaFieldProps) {
  const field = useField(name, Boolean(description));
  const untilReady = useUntilReady();
  return (
    <FormField {...{ label, description, isOptional, className }} id={field.id} error={field.error}>
      <Textarea
        {...props}
        {...untilReady}
        {...field.inputProps}
        {...field.form.register(name)}
        defaultValue={field.initialValue}
      />
    </FormField>
  );
}
