import { z } from "zod";
import { domainList, shownDomains } from "@/lib/core/domain-list";

const isPlainText = (text: string) => !/\p{Cc}/u.test(text);
const line = (missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(100, "Use at most 100 characters.")
    .refine(isPlainText, "This holds characters that cannot be kept.");

/** What the first start asks: the business and its first owner. */
export const setUpInput = z.object({
  businessName: line("Enter the name of your business."),
  firstName: line("Enter your first name."),
  lastName: line("Enter your last name."),
  email: z
    .string()
    .trim()
    .max(254, "Use at most 254 characters.")
    .pipe(z.email("Enter an email address, such as ada@example.com.")),
  password: z.string().min(1, "Enter a password.").max(1000, "Use at most 1000 characters."),
});

export type SetUp = z.output<typeof setUpInput>;

export const updateBusinessNameInput = z.object({
  name: setUpInput.shape.businessName,
  /** What the form showed when it was opened, so that a change made meanwhile is not lost unseen. */
  seen: z.string().max(100),
});

const whole = (least: number, most: number) =>
  z.coerce
    .number({ error: "Enter a number." })
    .int("Enter a whole number.")
    .min(least, `At least ${least}.`)
    .max(most, `At most ${most}.`);

/** What an environment's administrators decide about sign-up and sign-in. */
export const environmentSettingsInput = z.object({
  isSelfSignUpAllowed: z.boolean(),
  allowedDomains: domainList,
  isDefaultOrganizationOnSignUp: z.boolean(),
  canCreateOrganizationOnSignUp: z.boolean(),
  isProfileSyncedOnSignIn: z.boolean(),
  isMostRecentOrganization: z.boolean(),
  isEnumerationProtected: z.boolean(),
  lockoutMaxAttempts: whole(1, 20),
  // A lock that outlasts an hour is a way to keep people out of their own account.
  lockoutMinutes: whole(1, 60),
  codeExpiryMinutes: whole(1, 24 * 60),
  deletedUserDays: whole(1, 365),
});

export type EnvironmentSettings = z.output<typeof environmentSettingsInput>;

export const updateEnvironmentSettingsInput = environmentSettingsInput.extend({
  /** What the form showed when it was opened, so that a change made meanwhile is not lost unseen. */
  seen: environmentSettingsInput.extend({ allowedDomains: shownDomains }),
});

/** What each setting is called, in the form and in a conflict. */
export const SETTING_LABELS: Record<keyof EnvironmentSettings, string> = {
  isSelfSignUpAllowed: "Allow self-sign up",
  allowedDomains: "Allowed domains",
  isDefaultOrganizationOnSignUp: "Sign users up to the default organization if one can’t be detected",
  canCreateOrganizationOnSignUp: "Allow organizations to be created on sign up",
  isProfileSyncedOnSignIn: "Sync user profiles on sign in",
  isMostRecentOrganization: "Sign users in to most recent org",
  isEnumerationProtected: "Hide which accounts exist",
  lockoutMaxAttempts: "Failed attempts before an account is locked",
  lockoutMinutes: "Minutes until a locked account opens again",
  codeExpiryMinutes: "Minutes until a one-time code expires",
  deletedUserDays: "Days for which a deleted user can be restored",
};
