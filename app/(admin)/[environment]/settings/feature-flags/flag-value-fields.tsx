"use client";

import { useWatch } from "react-hook-form";
import { SelectField } from "@/components/form/select-field";
import { SwitchField } from "@/components/form/switch-field";
import { TextField } from "@/components/form/text-field";

const SWITCH = [
  { value: "true", label: "On" },
  { value: "false", label: "Off" },
];

function FlagValueField({ name, label, description }: { name: string; label: string; description?: string }) {
  const type: string = useWatch({ name: "type" });
  if (type === "bool") return <SelectField {...{ name, label, description }} options={SWITCH} />;
  return (
    <TextField
      {...{ name, label, description }}
      inputMode={type === "int" ? "numeric" : undefined}
      autoComplete="off"
      spellCheck={false}
    />
  );
}

/** The value that holds where nothing else is set. */
export function DefaultValueField() {
  return <FlagValueField name="defaultValue" label="Default value" />;
}

/** The value of the whole environment, where it is another one than the default. */
export function EnvironmentValueField({ environment }: { environment: string }) {
  const has: boolean = useWatch({ name: "hasEnvironmentValue" });
  return (
    <>
      <SwitchField
        name="hasEnvironmentValue"
        label={`Another value in ${environment}`}
        description="Holds for all who have no value of their own."
      />
      {has ? <FlagValueField name="environmentValue" label={`Value in ${environment}`} /> : null}
    </>
  );
}
