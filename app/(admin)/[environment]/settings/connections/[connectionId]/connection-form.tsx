"use client";

import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { useActionForm } from "@/components/form/use-action-form";
import type { ConnectionDetails } from "@/lib/connections/get-connection";
import { updateConnectionInput } from "@/lib/connections/schema";
import { updateConnectionAction } from "../actions";
import { ConnectionFields } from "../connection-fields";

/** What can be changed of a connection. */
export function ConnectionForm({
  environmentKey,
  connection,
  canChange,
  canAddToOrganization,
}: {
  environmentKey: string;
  connection: ConnectionDetails;
  canChange: boolean;
  canAddToOrganization: boolean;
}) {
  const { name, issuer, clientId, emailDomains, isShown, isJustInTime, isLinking } = connection;
  const seen = { name, issuer, clientId, emailDomains, isShown, isJustInTime, isLinking };
  const form = useActionForm({
    schema: updateConnectionInput,
    action: (input) => updateConnectionAction(environmentKey, input),
    defaultValues: {
      ...seen,
      emailDomains: emailDomains.join("\n"),
      connectionId: connection.id,
      clientSecret: "",
      organizationId: connection.organization?.id ?? "",
      version: connection.version,
      seen,
    },
    success: "Connection saved",
  });
  return (
    <Form form={form} guardsUnsavedChanges>
      <h2 className="font-semibold text-lg tracking-tight">Settings</h2>
      <div className="flex flex-col gap-5 rounded-xl border bg-card p-4">
        <ConnectionFields
          environmentKey={environmentKey}
          organization={connection.organization}
          canAddToOrganization={canAddToOrganization}
          hasSecret
          isIssuerFixed={connection.users > 0}
          isReadOnly={!canChange}
        />
      </div>
      {canChange ? (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}
