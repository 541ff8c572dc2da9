import { z } from "zod";
import type { CallerVerified } from "@/lib/core/context";

/** What a deed of the support desk can need besides the right to do it. */
export const SUPPORT_POLICIES = ["none", "caller_verified", "approval"] as const;
export type SupportPolicy = (typeof SUPPORT_POLICIES)[number];

/** The deeds that an environment can guard, each for itself. */
export const SUPPORT_DEEDS = [
  "reset_password",
  "set_temporary_password",
  "reset_mfa",
  "change_identity",
  "delete_user",
] as const;
export type SupportDeed = (typeof SUPPORT_DEEDS)[number];

export type SupportPolicies = Record<SupportDeed, SupportPolicy>;

/** Under which setting the policy of each deed is kept. */
export const POLICY_NAMES = {
  reset_password: "passwordResetPolicy",
  set_temporary_password: "temporaryPasswordPolicy",
  reset_mfa: "mfaResetPolicy",
  change_identity: "identityChangePolicy",
  delete_user: "deleteUserPolicy",
} as const satisfies Record<SupportDeed, string>;

/** What each deed is called, in the settings and in a sentence. */
export const SUPPORT_DEED_LABELS: Record<SupportDeed, string> = {
  reset_password: "Reset password",
  set_temporary_password: "Set temporary password",
  reset_mfa: "Reset multi-factor auth",
  change_identity: "Change identities",
  delete_user: "Delete user",
};

export const SUPPORT_POLICY_LABELS: Record<SupportPolicy, string> = {
  none: "None",
  caller_verified: "Caller verified",
  approval: "A second person's approval",
};

/** How long a verified caller counts as verified. */
export const CALLER_MINUTES = 15;

export const CALLER_METHOD_LABELS: Record<CallerVerified["method"], string> = {
  email: "email",
  phone: "phone",
  authenticator: "authenticator app",
};

const policy = z.enum(SUPPORT_POLICIES);

const supportSettings = z.object({
  passwordResetPolicy: policy,
  temporaryPasswordPolicy: policy,
  mfaResetPolicy: policy,
  identityChangePolicy: policy,
  deleteUserPolicy: policy,
  approvalHours: z.coerce
    .number({ error: "Enter a number." })
    .int("Enter a whole number.")
    .min(1, "At least 1.")
    .max(168, "At most 168."),
});

export type SupportSettings = z.output<typeof supportSettings>;

/** What an environment asks of its support desk, with what the form showed before. */
export const supportSettingsInput = supportSettings.extend({ seen: supportSettings });
