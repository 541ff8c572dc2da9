"use client";

import { createContext, type ReactNode, useContext } from "react";
import { type FieldValues, FormProvider } from "react-hook-form";
import { Refusal } from "@/components/form/refusal";
import type { ActionForm } from "@/components/form/use-action-form";
import { useUnsavedChanges } from "@/components/form/use-unsaved-changes";
import { cn } from "@/components/ui/cn";

const PendingContext = createContext(false);

/** Whether the form around is being sent. */
export function useIsFormPending(): boolean {
  return useContext(PendingContext);
}

function UnsavedChangesGuard({ isDirty }: { isDirty: boolean }) {
  return useUnsavedChanges(isDirty);
}

/** The form element around fields and buttons; shows what the whole form was refused for. */
export function Form<Input extends FieldValues, Output extends FieldValues>({
  form: actionForm,
  guardsUnsavedChanges = false,
  className,
  children,
}: {
  form: ActionForm<Input, Output>;
  /** Asks before changes are lost; for pages, not for dialogs. */
  guardsUnsavedChanges?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const { form, submit, isPending, error } = actionForm;
  const { isDirty } = form.formState;
  return (
    <FormProvider {...form}>
      <PendingContext value={isPending}>
        {/* post: a submit before the scripts have loaded must not put what was typed into the address. */}
        <form
          method="post"
          noValidate
          onSubmit={(event) => {
            // A dialog's form stands inside the page's form in React's tree, though not in the document's.
            event.stopPropagation();
            submit(event);
          }}
          className={cn("flex flex-col gap-4", className)}
        >
          {error ? <Refusal error={error} /> : null}
          {children}
        </form>
        {guardsUnsavedChanges ? <UnsavedChangesGuard isDirty={isDirty && !isPending} /> : null}
      </PendingContext>
    </FormProvider>
  );
}
