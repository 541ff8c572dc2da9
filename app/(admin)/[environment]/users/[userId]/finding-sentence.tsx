import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SignInExplanation } from "@/lib/sign-in/explain-sign-in";
import type { FindingCode } from "@/lib/sign-in/sign-in-findings";

const OR = new Intl.ListFormat("en", { type: "disjunction" });

/** What a sign-in meets, in a sentence for who looks after the user. */
export function findingSentence(code: FindingCode, explanation: SignInExplanation): ReactNode {
  const { identity, connection, organization, hasVerifiedEmail } = explanation;
  const provider = connection?.name ?? "their identity provider";
  const name = organization?.name ?? "the organization";
  switch (code) {
    case "no-identity":
      return "They have no email, username or phone to sign in with. Add an identity below.";
    case "connection":
      return `They sign in through ${provider}: their password is kept there.`;
    case "connection-disabled":
      return `They sign in through ${provider}, and this connection is disabled.`;
    case "connection-links":
      return `Their address goes to ${provider}: the next sign-in there takes over this account, and their password and other identities go.`;
    case "connection-unlinked":
      return identity?.isVerified
        ? `Their address goes to ${provider}, which may not take over an account that exists already. Switch on “Link existing users” there, or have them sign in with a username or phone.`
        : `Their address goes to ${provider}, which takes over no account whose address is not verified, as theirs is not. Have them sign in with a username or phone.`;
    case "locked":
      return (
        <>
          Too many wrong passwords: the account is locked and opens again{" "}
          <RelativeTime value={explanation.lockedUntil} />.
          {hasVerifiedEmail && !explanation.codesLockedUntil && !explanation.findings.includes("suspended")
            ? " “Forgot password?” at sign-in works meanwhile."
            : null}
        </>
      );
    case "no-password":
      return hasVerifiedEmail
        ? "They have no password. They can choose one by Forgot password? at sign-in, or you set a temporary one."
        : "They have no password, and no verified email by which to choose one. Set a temporary password.";
    case "suspended":
      return "The user is suspended.";
    case "temporary-password":
      return (
        <>
          They sign in with the temporary password, once, and choose a new one
          {explanation.temporaryExpiresAt ? (
            <>
              ; it expires <RelativeTime value={explanation.temporaryExpiresAt} />
            </>
          ) : null}
          .
        </>
      );
    case "temporary-used":
      return "The temporary password was used, but no new one was chosen: it does not work again.";
    case "temporary-expired":
      return (
        <>
          The temporary password expired <RelativeTime value={explanation.temporaryExpiresAt} />.
        </>
      );
    case "password-reset":
      return explanation.isEnumerationProtected
        ? "Their password was reset: they choose “Forgot password?” at sign-in, get a code by email and choose a new one."
        : "Their password was reset: as soon as they name their account at sign-in, they get a code by email and choose a new one.";
    case "password-reset-unreachable":
      return "Their password was reset, and they have no verified email that a code could reach.";
    case "codes-locked":
      return (
        <>
          Too many wrong codes for a new password: codes are taken again{" "}
          <RelativeTime value={explanation.codesLockedUntil} />.
        </>
      );
    case "prove-address":
      return `${identity?.value ?? "Their address"} is not verified: they enter a code that is mailed there.`;
    case "prove-other-address":
      return `If they sign in with ${OR.format(explanation.unprovenOthers)}, they enter a code that is mailed there.`;
    case "organizations-suspended":
      return "All of their organizations are suspended.";
    case "organization-suspended":
      return `${name} is suspended.`;
    case "no-membership":
      return `They do not belong to ${name}, and its policy does not let them join.`;
    case "mfa-challenge":
      return "They prove a second factor: a code of their app or message, or a recovery code.";
    case "mfa-locked":
      return (
        <>
          Too many wrong second factors: they are taken again{" "}
          <RelativeTime value={explanation.mfaLockedUntil} />.
        </>
      );
    case "mfa-enrol":
      return "Multi-factor auth is required and not set up yet: they set it up while signing in.";
    case "mfa-offer":
      return "They are offered to set up multi-factor auth, and may skip it.";
    case "accept-policies":
      return "They accept the current terms of use or privacy policy, which they have not done yet.";
    case "choose-organization":
      return "They choose which of their organizations to sign in to, unless the application names one.";
  }
}
