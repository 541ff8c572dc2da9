"use client";

import { useWatch } from "react-hook-form";
import { useField } from "@/components/form/form-field";
import { TextField } from "@/components/form/text-field";
import { Alert } from "@/components/ui/alert";

/** The key of a role, permission or feature flag; changing one that is in use says what that would break. */
export function KeyField({
  noun,
  placeholder,
  inUse,
  description = `How your code refers to the ${noun}.`,
  readOnly,
}: {
  noun: "role" | "permission" | "feature flag";
  placeholder: string;
  /** The key as it is saved, and who has it: "3 users and 1 role have"; null when nobody has. */
  inUse: { key: string; by: string } | null;
  description?: string;
  readOnly?: boolean;
}) {
  const { form } = useField("key", true);
  const key: string = useWatch({ control: form.control, name: "key" });
  return (
    <>
      <TextField
        name="key"
        label="Key"
        description={description}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        readOnly={readOnly}
      />
      {inUse && key.trim() !== inUse.key ? (
        <Alert variant="warning">
          {`${inUse.by} this ${noun}. Code that looks for ${inUse.key} stops finding it at the next refresh of their tokens, so change that code first.`}
        </Alert>
      ) : null}
    </>
  );
}
