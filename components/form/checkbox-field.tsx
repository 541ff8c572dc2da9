"use client";

import { useController } from "react-hook-form";
import { ChoiceField } from "@/components/form/choice-field";
import { type FieldProps, useField } from "@/components/form/form-field";
import { useUntilCheckable } from "@/components/form/use-until-ready";
import { Checkbox, type CheckboxProps } from "@/components/ui/checkbox";

type CheckboxFieldProps = Omit<FieldProps, "isOptional"> & Omit<CheckboxProps, keyof FieldProps | "id">;

/** Yes or no, before its label. */
export function CheckboxField({ name, label, description, className, ...props }: CheckboxFieldProps) {
  const field = useField(name, Boolean(description));
  // Not registered: a box that is ticked in the server's HTML, and not to be changed yet, would register as empty.
  const { value, ...input } = useController({ name, control: field.form.control }).field;
  const untilReady = useUntilCheckable();
  return (
    <ChoiceField
      {...{ label, description, className, field }}
      control={
        <Checkbox {...props} {...field.inputProps} {...input} checked={value === true} {...untilReady} />
      }
    />
  );
}
