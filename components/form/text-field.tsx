"use client";

import type { ComponentProps } from "react";
import { type FieldProps, FormField, useField } from "@/components/form/form-field";
import { useUntilReady } from "@/components/form/use-until-ready";
import { Input } from "@/components/ui/input";

type TextFieldProps = FieldProps & Omit<ComponentProps<"input">, keyof FieldProps | "id">;

/** One line of text, an email, a phone number, a date. */
export function TextField({ name, label, description, isOptional, className, ...props }: TextFieldProps) {
  const field = useField(name, Boolean(description));
  const untilReady = useUntilReady();
  return (
    <FormField {...{ label, description, isOptional, className }} id={field.id} error={field.error}>
      <Input
        {...props}
        {...untilReady}
        {...field.inputProps}
        {...field.form.register(name)}
        defaultValue={field.initialValue}
      />
    </FormField>
  );
}
