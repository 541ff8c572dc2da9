import { z } from "zod";
import { MFA_METHODS } from "@/lib/mfa/schema";

const isPlainText = (text: string) => !/\p{Cc}/u.test(text);
const line = (max: number, name: string) =>
  z
    .string()
    .trim()
    .max(max, `${name} may have at most ${max} characters.`)
    .refine(isPlainText, `${name} holds characters that cannot be kept.`);
const password = z.string().min(1, "Enter your password.").max(1000, "Use at most 1000 characters.");

export const identifierInput = z.object({
  identifier: line(254, "This").min(1, "Enter your email, username or phone."),
});

export const connectionInput = z.object({ connection: z.string("Choose how to sign in.").max(100) });

export const passwordInput = z.object({ password });

export const newPasswordInput = z.object({
  password: z.string().min(1, "Enter a new password.").max(1000, "Use at most 1000 characters."),
});

/** The ticked box sends the versions that were shown; a box left alone sends nothing. */
const policies = z
  .string()
  .max(200)
  .default("")
  .transform((text) => text.split(",").filter(Boolean));

export const acceptPoliciesInput = z.object({ policies });

export const signUpInput = z.object({
  firstName: line(100, "The first name").min(1, "Enter your first name."),
  lastName: line(100, "The last name").min(1, "Enter your last name."),
  email: line(254, "The email").pipe(z.email("Enter an email address, such as ada@example.com.")),
  password,
  /** Only where the application asks for a new organization and does not name it. */
  organizationName: line(100, "The name of the organization").default(""),
  policies,
});

export const codeInput = z.object({
  code: z
    .string()
    .max(40, "Enter the 6 digits of the code.")
    .transform((text) => text.replace(/\D/g, ""))
    .pipe(z.string().length(6, "Enter the 6 digits of the code.")),
});

export const organizationInput = z.object({
  organization: z.string("Choose an organization.").regex(/^\w{1,100}$/, "Choose an organization."),
});

/** A code of a second factor: digits, or the letters and digits of a recovery code. */
export const mfaCodeInput = z.object({
  code: z
    .string()
    .trim()
    .min(1, "Enter the code.")
    .max(60, "Enter the code alone.")
    .transform((text) => (/^[\d\s-]+$/.test(text) ? text.replace(/\D/g, "") : text)),
});

export const keepCodesInput = z.object({
  wantsMethods: z
    .string()
    .optional()
    .transform((text) => text === "yes"),
});

export const removeMfaInput = z.object({ factorId: z.string().max(100) });

export const mfaChoiceInput = z.object({
  method: z.enum([...MFA_METHODS, "recovery_code", "another", "manage"]),
  phone: z.string().max(40, "Enter a phone number.").optional(),
});

export type MfaChoice = z.output<typeof mfaChoiceInput>;

/** What a browser says of a passkey, as JSON. */
export const passkeyInput = z.object({ answer: z.string().min(1, "Nothing was sent.").max(20_000) });
