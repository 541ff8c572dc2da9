"use client";

import { Form } from "@/components/form/form";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { useActionForm } from "@/components/form/use-action-form";
import { Alert } from "@/components/ui/alert";
import type { DeciderCounts } from "@/lib/support/count-deciders";
import {
  POLICY_NAMES,
  SUPPORT_DEED_LABELS,
  SUPPORT_DEEDS,
  SUPPORT_POLICIES,
  SUPPORT_POLICY_LABELS,
  type SupportDeed,
  type SupportSettings,
  supportSettingsInput,
} from "@/lib/support/schema";
import { updateSupportSettingsAction } from "./actions";

const NOTES: Record<SupportDeed, string> = {
  reset_password: "The user chooses “Forgot password?”, gets a code by email and chooses a new password.",
  set_temporary_password: "Also by a hand-over link, which shows a temporary password once.",
  reset_mfa: "Takes a second factor from the user.",
  change_identity: "Add, delete or make primary an email, phone or username.",
  delete_user: "The access or the whole record, and erasing. With anything but None, not in bulk.",
};

const MEANINGS = [
  { term: SUPPORT_POLICY_LABELS.none, text: "The right to do it is enough." },
  {
    term: SUPPORT_POLICY_LABELS.caller_verified,
    text: "Who does it has first sent a code to a verified contact of the user, or asked for one of their authenticator app, and typed what the caller read back. That holds for 15 minutes.",
  },
  {
    term: SUPPORT_POLICY_LABELS.approval,
    text: "Who wants it asks, with a reason. Somebody else, who may approve and may do it themselves, approves or refuses; it is done at that moment, exactly as it was asked.",
  },
];

/** What each deed of the support desk needs; without the right to change it, it can be read. */
export function SupportForm({
  environmentKey,
  settings,
  deciders,
  canChange,
}: {
  environmentKey: string;
  settings: SupportSettings;
  deciders: DeciderCounts;
  canChange: boolean;
}) {
  const form = useActionForm({
    schema: supportSettingsInput,
    action: (input) => updateSupportSettingsAction(environmentKey, input),
    defaultValues: { ...settings, seen: settings },
    success: "Support saved",
  });
  const values = form.form.watch();
  return (
    <Form form={form} guardsUnsavedChanges className="gap-8">
      <dl className="flex flex-col gap-2 rounded-xl border bg-muted px-4 py-3 text-sm">
        {MEANINGS.map(({ term, text }) => (
          <div key={term}>
            <dt className="font-medium">{term}</dt>
            <dd className="text-muted-foreground">{text}</dd>
          </div>
        ))}
      </dl>
      <section aria-labelledby="what-comes-first">
        <h2 id="what-comes-first" className="mb-3 font-semibold text-lg tracking-tight">
          What has to come first
        </h2>
        <div className="flex flex-col gap-5 rounded-xl border bg-card p-4">
          {SUPPORT_DEEDS.map((deed) => (
            <div key={deed} className="flex flex-col gap-2">
              <SelectField
                name={POLICY_NAMES[deed]}
                label={SUPPORT_DEED_LABELS[deed]}
                description={NOTES[deed]}
                options={SUPPORT_POLICIES.map((value) => ({ value, label: SUPPORT_POLICY_LABELS[value] }))}
                disabled={!canChange}
              />
              {values[POLICY_NAMES[deed]] === "approval" && deciders[deed] < 2 ? (
                <Alert variant="warning">{tooFew(deciders[deed])}</Alert>
              ) : null}
            </div>
          ))}
        </div>
      </section>
      <section aria-labelledby="approvals">
        <h2 id="approvals" className="mb-3 font-semibold text-lg tracking-tight">
          Approvals
        </h2>
        <div className="flex flex-col gap-5 rounded-xl border bg-card p-4">
          <TextField
            name="approvalHours"
            label="Hours for which a request waits"
            description="After that it expires and has to be asked for again. 168 at most; requests that wait already keep their time."
            inputMode="numeric"
            disabled={!canChange}
          />
        </div>
      </section>
      {canChange ? (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}

function tooFew(count: number): string {
  return count === 0
    ? "Nobody active in your team could approve this: it takes the permission to approve, and the right to do this. Until somebody has both, it cannot be done at all."
    : "Only one active member of your team could approve this. Nobody approves what they asked for themselves: give a second one the permission to approve, and the right to do this.";
}
