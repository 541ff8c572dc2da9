"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useRef, useTransition } from "react";
import { type FieldValues, FormProvider } from "react-hook-form";
import type { ActionForm } from "@/components/form/use-action-form";
import { useUnsavedChanges } from "@/components/form/use-unsaved-changes";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { ActionError } from "@/lib/core/action-result";

const PendingContext = createContext(false);

/** Whether the form around is being sent. */
export function useIsFormPending(): boolean {
  return useContext(PendingContext);
}

function UnsavedChangesGuard({ isDirty }: { isDirty: boolean }) {
  return useUnsavedChanges(isDirty);
}

/** Reads the page anew: a form whose values were changed by somebody else begins again with those. */
function ReloadButton() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  return (
    <Button
      variant="outline"
      size="sm"
      className="mt-2 flex"
      aria-disabled={isPending}
      onClick={() => startTransition(() => router.refresh())}
    >
      Reload
    </Button>
  );
}

/** What the whole form was refused for: above its fields, and in sight of who pressed a button far below. */
function Refusal({ error }: { error: ActionError }) {
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // A field that is refused takes the focus, and is the place to look at.
    if (!error.fields) alert.current?.scrollIntoView({ block: "nearest" });
  }, [error]);
  return (
    <Alert ref={alert} variant="destructive" className="scroll-mt-20">
      {error.message}
      {error.code === "conflict" && !error.fields ? <ReloadButton /> : null}
    </Alert>
  );
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
