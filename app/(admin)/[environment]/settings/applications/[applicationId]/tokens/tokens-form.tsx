"use client";

import type { z } from "zod";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { SwitchListField } from "@/components/form/switch-list-field";
import { TextField } from "@/components/form/text-field";
import { useActionForm } from "@/components/form/use-action-form";
import { type ApplicationKind, updateTokensInput } from "@/lib/applications/schema";
import { updateTokensAction } from "../../actions";

const ACCESS_TOKEN_OPTIONS = [
  { value: "org_name", label: "Organization name", note: "org_name" },
  { value: "roles", label: "Roles (array)", note: "roles" },
  { value: "feature_flags", label: "Feature flags", note: "feature_flags" },
  { value: "email", label: "Email", note: "email" },
  { value: "external_org_id", label: "External organization ID", note: "external_org_id" },
];
const ID_TOKEN_OPTIONS = [{ value: "org_codes", label: "Organizations (array)", note: "org_codes" }];

/** How long an application's tokens last, and which claims they carry besides those they always do. */
export function TokensForm({
  environmentKey,
  kind,
  canChange,
  values,
}: {
  environmentKey: string;
  kind: ApplicationKind;
  canChange: boolean;
  values: z.output<typeof updateTokensInput>;
}) {
  const form = useActionForm({
    schema: updateTokensInput,
    action: (input) => updateTokensAction(environmentKey, input),
    defaultValues: values,
    success: "Token settings saved",
  });
  const lifetime = { inputMode: "numeric", autoComplete: "off", disabled: !canChange } as const;
  const signsUsersIn = kind !== "machine";
  return (
    <Form form={form} guardsUnsavedChanges className="gap-8">
      <section aria-labelledby="lifetimes">
        <h2 id="lifetimes" className="mb-3 font-semibold text-lg tracking-tight">
          Token lifetimes
        </h2>
        <div className="flex flex-col gap-5 rounded-xl border bg-card p-4">
          <TextField
            {...lifetime}
            name="accessTokenSeconds"
            label="Access token lifetime"
            description="In seconds: 3,600 are one hour, 86,400 one day. One day at most."
          />
          {signsUsersIn ? (
            <>
              <TextField
                {...lifetime}
                name="idTokenSeconds"
                label="ID token lifetime"
                description="In seconds. One day at most."
              />
              <TextField
                {...lifetime}
                name="refreshTokenSeconds"
                label="Refresh token lifetime"
                description="In seconds, from its last use: 2,592,000 are 30 days. One year at most."
              />
            </>
          ) : null}
        </div>
      </section>
      {signsUsersIn ? (
        <section aria-labelledby="customization">
          <h2 id="customization" className="mb-1 font-semibold text-lg tracking-tight">
            Token customization
          </h2>
          <p className="mb-3 text-muted-foreground text-sm">
            An access token always names the organization (org_code) and the permissions the user has there.
            Changes hold from the next token on.
          </p>
          <div className="flex flex-col gap-6 rounded-xl border bg-card p-4">
            <SwitchListField
              name="accessTokenClaims"
              label="Access token: additional claims"
              searchLabel="Find a claim"
              empty="There are no additional claims."
              options={ACCESS_TOKEN_OPTIONS}
              disabled={!canChange}
            />
            <SwitchListField
              name="idTokenClaims"
              label="ID token: additional claims"
              searchLabel="Find a claim"
              empty="There are no additional claims."
              options={ID_TOKEN_OPTIONS}
              disabled={!canChange}
            />
          </div>
        </section>
      ) : null}
      {canChange ? (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}
