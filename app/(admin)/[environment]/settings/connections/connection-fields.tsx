"use client";

import { PasswordField } from "@/components/form/password-field";
import { SwitchField } from "@/components/form/switch-field";
import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";
import { CONNECTION_LABELS } from "@/lib/connections/schema";
import { JoinedOrganizationField } from "./joined-organization-field";

/** What is asked of a connection, new or kept; a secret that is kept can be replaced, never seen. */
export function ConnectionFields({
  environmentKey,
  organization,
  canAddToOrganization,
  hasSecret = false,
  isIssuerFixed = false,
  isReadOnly = false,
}: {
  environmentKey: string;
  organization: { id: string; name: string } | null;
  canAddToOrganization: boolean;
  hasSecret?: boolean;
  /** Users sign in through it already. */
  isIssuerFixed?: boolean;
  isReadOnly?: boolean;
}) {
  return (
    <>
      <TextField
        name="name"
        label="Name"
        description="People see it on the button: Continue with …"
        autoComplete="off"
        readOnly={isReadOnly}
      />
      <TextField
        name="issuer"
        label="Issuer URL"
        description={
          isIssuerFixed
            ? "It cannot change any more, as users sign in through it."
            : "Its discovery document is read when you save."
        }
        placeholder="https://login.example.com"
        autoComplete="off"
        spellCheck={false}
        readOnly={isReadOnly || isIssuerFixed}
      />
      <TextField
        name="clientId"
        label="Client ID"
        autoComplete="off"
        spellCheck={false}
        readOnly={isReadOnly}
      />
      {isReadOnly ? null : (
        <PasswordField
          name="clientSecret"
          label="Client secret"
          description={
            hasSecret
              ? "One is kept, and nobody can read it. Enter another to replace it."
              : "It is kept encrypted, and cannot be shown again."
          }
          isOptional={hasSecret}
          autoComplete="off"
        />
      )}
      <TextareaField
        name="emailDomains"
        label="Email domains"
        description="One a line, such as example.com. Whoever enters an address of one of these on the sign-in page is sent to the provider, which is believed about them."
        isOptional
        rows={3}
        spellCheck={false}
        readOnly={isReadOnly}
      />
      <SwitchField
        name="isShown"
        label={CONNECTION_LABELS.isShown}
        description="Everybody sees it there. Without it, people come by their address, or by a link with the connection’s ID."
        disabled={isReadOnly}
      />
      <SwitchField
        name="isJustInTime"
        label={CONNECTION_LABELS.isJustInTime}
        description="Where the policies allow sign-up. Switched off, only those come in whom this connection knows already."
        disabled={isReadOnly}
      />
      <SwitchField
        name="isLinking"
        label={CONNECTION_LABELS.isLinking}
        description="Whoever comes with a verified address of these domains takes over the account that has it. The account’s password and other identities are deleted then."
        disabled={isReadOnly}
      />
      {canAddToOrganization && !isReadOnly ? (
        <JoinedOrganizationField environmentKey={environmentKey} initial={organization} />
      ) : (
        <p className="text-sm">
          <span className="font-medium">New users join</span>{" "}
          <span className="text-muted-foreground">
            {organization?.name ?? "the organizations that the policies of sign-up say"}
          </span>
        </p>
      )}
    </>
  );
}
