"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState, useTransition } from "react";
import {
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
  useForm,
} from "react-hook-form";
import type { z } from "zod";
import { callAction } from "@/components/form/call-action";
import { toast } from "@/components/ui/toast";
import type { ActionError, BoundAction } from "@/lib/core/action-result";

type UseActionFormOptions<Input extends FieldValues, Output extends FieldValues, T> = {
  schema: z.ZodType<Output, Input>;
  action: BoundAction<T>;
  defaultValues: DefaultValues<Input>;
  /** Shown as a toast, after the server has said yes. */
  success?: string | ((data: T) => string);
  onSuccess?: (data: T) => void;
};

/** A form that `Form` and the fields can draw. */
export type ActionForm<Input extends FieldValues, Output extends FieldValues> = {
  form: UseFormReturn<Input, unknown, Output>;
  submit: (event?: { preventDefault?: () => void }) => void;
  isPending: boolean;
  error: ActionError | null;
  /** For what was refused and has been put right elsewhere. */
  clearError: () => void;
  /** The record that stands in the way, also where a field already says so. */
  subject: ActionError["subject"];
};

/** Joins a form, its zod schema and the server action that takes it: errors land on their fields. */
export function useActionForm<Input extends FieldValues, Output extends FieldValues, T>(
  options: UseActionFormOptions<Input, Output, T>,
): ActionForm<Input, Output> {
  const [isPending, startTransition] = useTransition();
  const [error, setError] = useState<ActionError | null>(null);
  const [subject, setSubject] = useState<ActionError["subject"]>();
  const form = useForm<Input, unknown, Output>({
    resolver: zodResolver(options.schema),
    defaultValues: options.defaultValues,
    mode: "onSubmit",
    reValidateMode: "onChange",
  });

  function refuse(refusal: ActionError): void {
    const values = form.getValues();
    const entries = Object.entries(refusal.fields ?? {});
    const known = entries.filter(([name]) => name.split(".", 1).join("") in values);
    known.forEach(([name, message], index) => {
      // The name was just found among the form's own values.
      form.setError(name as FieldPath<Input>, { type: "server", message }, { shouldFocus: index === 0 });
    });
    const others = entries.filter((entry) => !known.includes(entry)).map(([, message]) => message);
    const isSaidByFields = known.length > 0 && others.length === 0 && refusal.code === "validation";
    setSubject(refusal.subject);
    setError(isSaidByFields ? null : { ...refusal, message: [refusal.message, ...others].join(" ") });
  }

  const submitValid = form.handleSubmit(() => {
    setError(null);
    setSubject(undefined);
    startTransition(async () => {
      const sent = form.getValues();
      // What was typed, not what the schema made of it: the server parses it once more.
      const result = await callAction(options.action, sent);
      if (!result.ok) return refuse(result.error);
      // What was saved is the new starting point, so nothing counts as unsaved any more.
      form.reset(sent);
      const { success } = options;
      const said = typeof success === "function" ? success(result.data) : success;
      if (said) toast.success(said);
      options.onSuccess?.(result.data);
    });
  });

  function submit(event?: { preventDefault?: () => void }): void {
    event?.preventDefault?.();
    if (!isPending) void submitValid();
  }

  // Whose fields were put right is not in the way any more.
  const isRefused = error !== null || Object.keys(form.formState.errors).length > 0;
  return {
    ...{ form, submit, isPending, error },
    clearError: () => setError(null),
    subject: isRefused ? subject : undefined,
  };
}
