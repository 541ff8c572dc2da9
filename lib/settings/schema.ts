import { z } from "zod";

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

const whole = (least: number, most: number) =>
  z.coerce
    .number({ error: "Enter a number." })
    .int("Enter a whole number.")
    .min(least, `At least ${least}.`)
    .max(most, `At most ${most}.`);

/** What an environment's administrators decide about sign-up and sign-in. */
export const environmentSettingsInput = z.object({
  isSelfSignUpAllowed: z.boolean(),
  isEnumerationProtected: z.boolean(),
  lockoutMaxAttempts: whole(1, 20),
  // A lock that outlasts an hour is a way to keep people out of their own account.
  lockoutMinutes: whole(1, 60),
  codeExpiryMinutes: whole(1, 24 * 60),
});

export type EnvironmentSettings = z.output<typeof environmentSettingsInput>;
