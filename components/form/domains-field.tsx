"use client";

import type { FieldProps } from "@/components/form/form-field";
import { TextareaField } from "@/components/form/textarea-field";

/** Domains, one a line. */
export function DomainsField(props: FieldProps & { readOnly?: boolean }) {
  return <TextareaField {...props} rows={3} autoComplete="off" spellCheck={false} />;
}
