"use client";

import { DomainsField } from "@/components/form/domains-field";
import { PasswordField } from "@/components/form/password-field";
import { SwitchField } from "@/components/form/switch-field";
import { TextField } from "@/components/form/text-field";
import { CONNECTION_LABELS } from "@/lib/connections/schema";
import { TEAM_ENVIRONMENT } from "@/lib/core/context";
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
  const isTeam = environmentKey === TEAM_ENVIRONMENT;
  return (
    <>
      <TextField
        name="name"
        label="Name"
        description={
          isTeam
            ? "The team’s sign-in page always shows a button for it: Continue with …"
            : "People see it on the button: Continue with …"
        }
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
              ? "One is kept, and nobody can read it. Enter another to replace it, as you must for another issuer."
              : "It is kept encrypted, and cannot be shown again."
          }
          isOptional={hasSecret}
          autoComplete="off"
        />
      )}
      <DomainsField
        name="emailDomains"
        label="Email domains"
        description={
          isTeam
            ? "One a line, such as example.com. The provider is believed about these. In the team an address leads nobody there, only the button does: passwords go on working, so that no connection can lock the team out."
            : "One a line, such as example.com. Whoever enters an address of one of these on the sign-in page is sent to the provider, which is believed about them."
        }
        isOptional
        readOnly={isReadOnly}
      />
      {isTeam ? null : (
        <SwitchField
          name="isShown"
          label={CONNECTION_LABELS.isShown}
          description="Everybody sees it there. Without it, people come by their address, or by a link with the connection’s ID."
          disabled={isReadOnly}
        />
      )}
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
