"use client";

import { lazy, Suspense, useState } from "react";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { SwitchField } from "@/components/form/switch-field";
import { TextField } from "@/components/form/text-field";
import { useActionForm } from "@/components/form/use-action-form";
import { POLICY_KINDS, POLICY_NAMES, updatePolicyAcceptanceInput } from "@/lib/policy-acceptance/schema";
import { updatePolicyAcceptanceAction } from "./actions";

const ConfirmAddressDialog = lazy(() => import("./confirm-address-dialog"));

type Urls = { termsUrl: string; privacyUrl: string };

/** Where the policies stand, and whether people are asked; without the right to change that it can be read. */
export function PolicyAcceptanceForm({
  environmentKey,
  urls,
  seen,
  canChange,
}: {
  environmentKey: string;
  urls: Urls;
  seen: { terms: number; privacy: number; isShown: boolean };
  canChange: boolean;
}) {
  const [changed, setChanged] = useState<string[]>([]);
  const form = useActionForm({
    schema: updatePolicyAcceptanceInput,
    action: (input) => updatePolicyAcceptanceAction(environmentKey, input),
    defaultValues: { ...urls, isShown: seen.isShown, seen },
    success: "Business details saved",
  });
  // Another address is a new version, so everybody would be asked again: that is said before it is done.
  const submit: typeof form.submit = (event) => {
    event?.preventDefault?.();
    const now = form.form.getValues();
    const moved = POLICY_KINDS.filter((kind) => {
      const before = urls[`${kind}Url`];
      const after = now[`${kind}Url`].trim();
      return before !== "" && after !== "" && before !== after;
    });
    const isAsked = seen.isShown && now.isShown && moved.length > 0;
    if (!isAsked || form.isPending) return form.submit();
    void form.form.trigger(undefined, { shouldFocus: true }).then((isValid) => {
      if (isValid) setChanged(moved.map((kind) => POLICY_NAMES[kind].inText));
    });
  };
  return (
    <Form form={{ ...form, submit }} guardsUnsavedChanges>
      <section aria-labelledby="policies">
        <h2 id="policies" className="mb-1 font-semibold text-lg tracking-tight">
          Policies
        </h2>
        <p className="mb-3 text-muted-foreground text-sm">
          People accept your terms of use and privacy policy when they sign up, and again after each new
          version. Who accepted what, and when, is kept.
        </p>
        <div className="flex flex-col gap-5 rounded-xl border bg-card p-4">
          {POLICY_KINDS.map((kind) => (
            <TextField
              key={kind}
              name={`${kind}Url`}
              label={POLICY_NAMES[kind].urlLabel}
              placeholder={`https://www.example.com/${kind}`}
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              maxLength={1000}
              disabled={!canChange}
              isOptional={canChange}
            />
          ))}
        </div>
      </section>
      <section aria-labelledby="display-settings">
        <h2 id="display-settings" className="mb-3 font-semibold text-lg tracking-tight">
          Global display settings
        </h2>
        <div className="rounded-xl border bg-card p-4">
          <SwitchField
            name="isShown"
            label="Show a policy acceptance checkbox on sign up"
            description="Nobody signs up without ticking it. Who has an account already is asked at their next sign-in."
            disabled={!canChange}
          />
        </div>
      </section>
      {canChange ? (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      ) : null}
      <Suspense fallback={null}>
        {changed.length > 0 ? (
          <ConfirmAddressDialog
            policies={changed}
            onConfirm={() => {
              setChanged([]);
              form.submit();
            }}
            onClose={() => setChanged([])}
          />
        ) : null}
      </Suspense>
    </Form>
  );
}
