"use client";

import { useController } from "react-hook-form";
import { ChoiceField } from "@/components/form/choice-field";
import { type FieldProps, useField } from "@/components/form/form-field";
import { useUntilCheckable } from "@/components/form/use-until-ready";
import { Switch, type SwitchProps } from "@/components/ui/switch";

type SwitchFieldProps = Omit<FieldProps, "isOptional"> & Omit<SwitchProps, keyof FieldProps | "id">;

/** A setting that is on or off, with the switch at the end of its row. */
export function SwitchField({ name, label, description, className, ...props }: SwitchFieldProps) {
  const field = useField(name, Boolean(description));
  // Not registered: a box that is ticked in the server's HTML, and not to be changed yet, would register as empty.
  const { value, ...input } = useController({ name, control: field.form.control }).field;
  const untilReady = useUntilCheckable();
  return (
    <ChoiceField
      {...{ label, description, className, field }}
      isControlLast
      control={
        <Switch {...props} {...field.inputProps} {...input} checked={value === true} {...untilReady} />
      }
    />
  );
}
