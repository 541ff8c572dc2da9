"use client";

import type { ComponentProps } from "react";
import { type FieldProps, FormField, useField } from "@/components/form/form-field";
import { PasswordInput } from "@/components/ui/password-input";

type PasswordFieldProps = FieldProps & Omit<ComponentProps<"input">, keyof FieldProps | "id" | "type">;

/** A password that can be shown and hidden. */
export function PasswordField({
  name,
  label,
  description,
  isOptional,
  className,
  ...props
}: PasswordFieldProps) {
  const field = useField(name, Boolean(description));
  return (
    <FormField {...{ label, description, isOptional, className }} id={field.id} error={field.error}>
      <PasswordInput {...props} {...field.inputProps} {...field.form.register(name)} />
    </FormField>
  );
}
