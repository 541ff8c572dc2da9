"use client";

import { useState, useTransition } from "react";
import { callAction } from "@/components/form/call-action";
import { toast } from "@/components/ui/toast";
import type { ActionError, BoundAction } from "@/lib/core/action-result";

type UseActionOptions<T> = {
  /** Shown as a toast, after the server has said yes. */
  success?: string | ((data: T) => string);
  onSuccess?: (data: T) => void;
  /** `inline`: the caller shows `error` itself, as a dialog does. */
  errors?: "toast" | "inline";
};

/** Runs one server action from a button or dialog without a form. */
export function useAction<T>(action: BoundAction<T>, options: UseActionOptions<T> = {}) {
  const [isPending, startTransition] = useTransition();
  const [error, setError] = useState<ActionError | null>(null);

  function run(input?: unknown): void {
    if (isPending) return;
    setError(null);
    startTransition(async () => {
      const result = await callAction(action, input);
      if (!result.ok) {
        if (options.errors === "inline") setError(result.error);
        else toast.error(result.error.message);
        return;
      }
      const { success } = options;
      if (success) toast.success(typeof success === "string" ? success : success(result.data));
      options.onSuccess?.(result.data);
    });
  }

  return { run, isPending, error, clearError: () => setError(null) };
}
