"use client";

import { FormDialog } from "@/components/form/form-dialog";
import { SelectField } from "@/components/form/select-field";
import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";
import { useActionForm } from "@/components/form/use-action-form";
import type { FeatureFlagDetails } from "@/lib/feature-flags/get-feature-flag";
import {
  createFeatureFlagInput,
  FLAG_LEVEL_LABELS,
  FLAG_LEVELS,
  FLAG_TYPE_LABELS,
  FLAG_TYPES,
} from "@/lib/feature-flags/schema";
import { KeyField } from "../key-field";
import { createFeatureFlagAction, updateFeatureFlagAction } from "./actions";
import { DefaultValueField, EnvironmentValueField } from "./flag-value-fields";
import { LostOverrides } from "./lost-overrides";

/** Adds a feature flag, or edits one. */
export default function FeatureFlagDialog({
  environment,
  flag,
  onClose,
}: {
  environment: { key: string; name: string };
  flag: FeatureFlagDetails | null;
  onClose: () => void;
}) {
  const form = useActionForm({
    schema: createFeatureFlagInput,
    action: async (input) => {
      if (!flag) {
        const result = await createFeatureFlagAction(environment.key, input);
        return result.ok ? { ok: true, data: undefined } : result;
      }
      const { id: flagId, version, overrides: _, ...seen } = flag;
      return updateFeatureFlagAction(environment.key, { ...Object(input), flagId, version, seen });
    },
    defaultValues: {
      name: flag?.name ?? "",
      description: flag?.description ?? "",
      key: flag?.key ?? "",
      type: flag?.type ?? "bool",
      allowOverrideLevel: flag?.allowOverrideLevel ?? "usr",
      defaultValue: flag?.defaultValue ?? "false",
      hasEnvironmentValue: flag ? flag.environmentValue !== null : false,
      environmentValue: flag?.environmentValue ?? flag?.defaultValue ?? "false",
    },
    success: flag ? "Feature flag updated" : "Feature flag added",
    onSuccess: onClose,
  });
  const startAnew = (type: string) => {
    const empty = type === "bool" ? "false" : type === "int" ? "0" : "";
    form.form.setValue("defaultValue", empty, { shouldDirty: true });
    form.form.setValue("environmentValue", empty, { shouldDirty: true });
    form.form.clearErrors(["defaultValue", "environmentValue"]);
  };
  return (
    <FormDialog
      form={form}
      title={flag ? "Edit feature flag" : "Add feature flag"}
      deed="Save"
      onClose={onClose}
    >
      <TextField name="name" label="Name" placeholder="New checkout" autoComplete="off" autoFocus />
      <TextareaField name="description" label="Description" isOptional rows={2} />
      <KeyField
        noun="feature flag"
        placeholder="new_checkout"
        inUse={flag && { key: flag.key, by: "Tokens that carry feature flags have" }}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="type"
          label="Type"
          options={FLAG_TYPES.map((value) => ({ value, label: FLAG_TYPE_LABELS[value] }))}
          onValueChange={startAnew}
        />
        <DefaultValueField />
      </div>
      <EnvironmentValueField environment={environment.name} />
      <SelectField
        name="allowOverrideLevel"
        label="Allow override level"
        description="Who may have another value."
        options={FLAG_LEVELS.map((value) => ({ value, label: FLAG_LEVEL_LABELS[value] }))}
      />
      {flag ? <LostOverrides flag={flag} /> : null}
    </FormDialog>
  );
}
