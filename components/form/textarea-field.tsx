"use client";

import type { ComponentProps } from "react";
import { type FieldProps, FormField, useField } from "@/components/form/form-field";
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
  return (
    <FormField {...{ label, description, isOptional, className }} id={field.id} error={field.error}>
      <Textarea {...props} {...field.inputProps} {...field.form.register(name)} />
    </FormField>
  );
}
