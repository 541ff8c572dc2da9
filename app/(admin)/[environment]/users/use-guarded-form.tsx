"use client";

import { type ReactNode, useState } from "react";
import type { DefaultValues, FieldValues } from "react-hook-form";
import type { z } from "zod";
import { type ActionForm, useActionForm } from "@/components/form/use-action-form";
import { type DeedKind, GUARDED_AS } from "@/lib/approvals/schema";
import type { ActionError, BoundAction } from "@/lib/core/action-result";
import { TEAM_ENVIRONMENT } from "@/lib/core/context";
import { useIsUnapprovable, useSupportPolicy } from "../support-policies";
import { requestApprovalAction } from "./actions";
import { useVerifyCaller } from "./use-verify-caller";

type Reasoned = FieldValues & { userId: string; reason: string };
type Answer<T> = { isAsked: true } | { isAsked: false; data: T };

export type GuardedForm<Input extends FieldValues, Output extends FieldValues> = {
  form: ActionForm<Input, Output>;
  /** A second person decides: the button asks, and the reason is needed. */
  isAsking: boolean;
  /** Nobody but the reader could decide. */
  isUnapprovable: boolean;
  /** Then it also takes every right that this user has. */
  isOfTeam: boolean;
  /** Refused for want of a verified caller: opens that dialog over this one, in which nothing is lost. */
  verify: (() => void) | null;
  /** Refused for want of a verified caller of whom nobody can be one: what to do instead. */
  detour: string | null;
  dialog: ReactNode;
};

/**
 * The form of a guarded deed. Whether it does the deed or asks for it is known from the settings, or learned from the refusal
 * when they have changed since the page was read.
 */
export function useGuardedForm<Input extends Reasoned, Output extends FieldValues, T>(options: {
  environmentKey: string;
  userId: string;
  kind: DeedKind;
  /** Of a deleted user no caller can be verified: what to do where one is asked for. */
  withoutCaller?: string;
  schema: z.ZodType<Output, Input>;
  action: BoundAction<T>;
  defaultValues: DefaultValues<Input>;
  success?: string;
  onSuccess?: (data: T) => void;
  onClose: () => void;
}): GuardedForm<Input, Output> {
  const { environmentKey, userId, kind, withoutCaller } = options;
  const policy = useSupportPolicy(GUARDED_AS[kind]);
  const isUnapprovable = useIsUnapprovable(GUARDED_AS[kind], userId);
  const [hasLearned, setLearned] = useState(false);
  const isAsking = policy === "approval" || hasLearned;
  const form = useActionForm<Input, Output, Answer<T>>({
    schema: options.schema,
    defaultValues: options.defaultValues,
    action: async (input) => {
      if (isAsking) {
        const { reason } = form.form.getValues();
        const result = await requestApprovalAction(environmentKey, { deed: { kind, input }, reason });
        return result.ok
          ? { ok: true, data: { isAsked: true } }
          : { ok: false, error: { ...result.error, fields: ownFields(result.error.fields) } };
      }
      const result = await options.action(input);
      if (result.ok) return { ok: true, data: { isAsked: false, data: result.data } };
      if (result.error.step === "ask_approval") setLearned(true);
      return result;
    },
    success: (answer) => (answer.isAsked ? "Approval asked for" : (options.success ?? "")),
    onSuccess: (answer) => {
      if (answer.isAsked) options.onClose();
      else options.onSuccess?.(answer.data);
    },
  });
  const caller = useVerifyCaller({ environmentKey, userId, onVerified: form.clearError });
  const isCallerAsked = form.error?.step === "verify_caller";
  return {
    form,
    isAsking,
    isUnapprovable,
    isOfTeam: environmentKey === TEAM_ENVIRONMENT,
    verify: isCallerAsked && withoutCaller === undefined ? caller.open : null,
    detour: (isCallerAsked && withoutCaller) || null,
    dialog: caller.dialog,
  };
}

/** The sentences of a request's deed belong to the fields of the deed's own form. */
function ownFields(fields: ActionError["fields"]): ActionError["fields"] {
  return (
    fields &&
    Object.fromEntries(
      Object.entries(fields).map(([name, sentence]) => [name.replace(/^deed\.input\./, ""), sentence]),
    )
  );
}
