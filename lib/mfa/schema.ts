import { z } from "zod";

export const MFA_REQUIREMENTS = ["no", "yes", "optional"] as const;
export type MfaRequirement = (typeof MFA_REQUIREMENTS)[number];

export const MFA_METHODS = ["authenticator", "email", "sms", "passkey"] as const;
export type MfaMethod = (typeof MFA_METHODS)[number];

export const MFA_METHOD_LABELS: Record<MfaMethod, string> = {
  authenticator: "Authenticator app",
  email: "Email",
  sms: "SMS",
  passkey: "Passkey",
};

/** What each method asks of a user, for whoever chooses among them. */
export const MFA_METHOD_NOTES: Record<MfaMethod, string> = {
  authenticator: "A code from an app such as Google Authenticator or 1Password.",
  email: "A code sent to their verified email. Weak for those who reset their password by the same mailbox.",
  sms: "A code sent to their phone.",
  passkey: "Their fingerprint, face or device PIN, or a security key.",
};

const methods = z.array(z.enum(MFA_METHODS)).max(MFA_METHODS.length);
const oneMethod = "Choose at least one method, or nobody could sign in.";

const mfaSettings = z.object({
  requirement: z.enum(MFA_REQUIREMENTS),
  methods,
  isRecoveryEnabled: z.boolean(),
});

/** What an environment decides about second factors, with what the form showed before. */
export const mfaSettingsInput = mfaSettings
  .extend({ seen: mfaSettings })
  .refine(({ requirement, methods }) => requirement === "no" || methods.length > 0, {
    path: ["methods"],
    message: oneMethod,
  });

export type MfaSettings = z.output<typeof mfaSettings>;

const organizationMfa = z.object({
  isEnforced: z.boolean(),
  methods,
  exemptRoleIds: z.array(z.string().max(100)).max(500, "Choose at most 500 roles."),
});

/** What an organization decides for itself, where its environment leaves it to decide. */
export const organizationMfaInput = organizationMfa
  .extend({ organizationId: z.string(), seen: organizationMfa })
  .refine(({ isEnforced, methods }) => !isEnforced || methods.length > 0, {
    path: ["methods"],
    message: oneMethod,
  });

export type OrganizationMfa = z.output<typeof organizationMfa>;
