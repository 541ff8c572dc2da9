"use client";

import { ChoiceField } from "@/components/form/choice-field";
import { type FieldProps, useField } from "@/components/form/form-field";
import { useUntilCheckable } from "@/components/form/use-until-ready";
import { Checkbox, type CheckboxProps } from "@/components/ui/checkbox";

type CheckboxFieldProps = Omit<FieldProps, "isOptional"> & Omit<CheckboxProps, keyof FieldProps | "id">;

/** Yes or no, before its label. */
export function CheckboxField({ name, label, description, className, ...props }: CheckboxFieldProps) {
  const field = useField(name, Boolean(description));
  const untilReady = useUntilCheckable();
  return (
    <ChoiceField
      {...{ label, description, className, field }}
      control={<Checkbox {...props} {...field.inputProps} {...field.form.register(name)} {...untilReady} />}
    />
  );
}
