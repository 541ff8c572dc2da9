"use client";

import { type FieldProps, FormField, useField } from "@/components/form/form-field";
import { useUntilCheckable } from "@/components/form/use-until-ready";
import { Select, type SelectProps } from "@/components/ui/select";

type SelectFieldProps = FieldProps &
  Omit<SelectProps, keyof FieldProps | "id" | "children"> & {
    options: readonly { value: string; label: string }[];
    placeholder?: string;
  };

/** One of a few choices that are all known. */
export function SelectField({
  name,
  label,
  description,
  isOptional,
  className,
  options,
  placeholder,
  ...props
}: SelectFieldProps) {
  const field = useField(name, Boolean(description));
  const untilReady = useUntilCheckable();
  return (
    <FormField {...{ label, description, isOptional, className }} id={field.id} error={field.error}>
      <Select
        {...props}
        {...field.inputProps}
        {...field.form.register(name)}
        {...untilReady}
        defaultValue={field.initialValue}
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </FormField>
  );
}
