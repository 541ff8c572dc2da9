import { z } from "zod";
import { toClaim } from "@/lib/core/identity-claim";

// Line breaks and other control characters have no place in one line of text; PostgreSQL cannot keep a null byte.
const controlCharacters = /\p{Cc}/u;

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Use at most ${most} characters.`)
    .refine((text) => !controlCharacters.test(text), "Remove the characters that cannot be shown.")
    .transform((text) => text.toWellFormed().normalize("NFC"));

export const personName = line(100);

export const email = line(254)
  .transform((text) => text.toLowerCase())
  .refine((text) => z.regexes.unicodeEmail.test(text), "Enter an email address, such as ana@example.com.");

const username = line(64).refine(
  (text) => /^[^\s@+][^\s@]+$/.test(text),
  "Use at least 2 characters, without spaces or @, and no + at the beginning.",
);

const phone = line(40)
  .refine((text) => /^(\+|00)[\d\s().\-/]+$/.test(text), "Begin with + and the country code.")
  .transform((text) => toClaim("phone", text))
  .refine((text) => /^\+[1-9]\d{6,14}$/.test(text), "Enter a phone number with 7 to 15 digits.");

/** A field that may be left empty. What it gives can be read again: the browser parses first, then the server. */
const optional = (field: z.ZodType<string, string>) =>
  z.string().transform((text, context) => {
    if (text.trim() === "") return "";
    const result = field.safeParse(text);
    if (result.success) return result.data;
    for (const { message } of result.error.issues) context.addIssue({ code: "custom", message });
    return z.NEVER;
  });

const reason = z
  .string()
  .trim()
  .min(1, "Say why: the reason is kept in the log.")
  .max(500, "Use at most 500 characters.")
  .refine((text) => !text.includes("\0"), "Remove the characters that cannot be shown.")
  .transform((text) => text.toWellFormed());

// Any text may be asked for as an id; one that is malformed is "not found", as in a URL.
const id = z.string().max(100);

/** How many users one deed over a selection may name: no more than a page shows. */
export const MOST_SELECTED = 100;
const userIds = z.array(id).min(1).max(MOST_SELECTED, `Select at most ${MOST_SELECTED} users.`);

export const createUserInput = z
  .object({
    firstName: personName,
    lastName: personName,
    email: optional(email),
    username: optional(username),
    phone: optional(phone),
    organizationIds: z.array(id).min(1, "Choose at least one organization.").max(50),
  })
  .refine((user) => user.email || user.username || user.phone, {
    path: ["email"],
    message: "Give an email, a username or a phone number: a user needs one to sign in.",
  });

export const updateUserInput = z.object({
  userId: id,
  firstName: personName,
  lastName: personName,
  /** What the form showed when it was opened, so that a change made meanwhile is not lost unseen. */
  seen: z.object({ firstName: z.string().max(200), lastName: z.string().max(200) }).optional(),
});
export const suspendUserInput = z.object({ userId: id, reason });
export const restoreUserInput = z.object({ userId: id });
export const suspendUsersInput = z.object({ userIds, reason });
export const restoreUsersInput = z.object({ userIds });

/** How far a deletion goes: the access alone, with the profile kept, or the whole record. */
export const DELETE_EXTENTS = ["access", "record"] as const;
export const deleteUserInput = z.object({
  userId: id,
  extent: z.enum(DELETE_EXTENTS, "Choose what to delete."),
  reason: optional(reason),
});

export const resetPasswordInput = z.object({ userId: id, reason: optional(reason) });
export const unlockUserInput = z.object({ userId: id });
/** Without a factor: that the user declined to have one. */
export const resetMfaInput = z.object({ userId: id, factorId: id.nullable(), reason: optional(reason) });

/** How many hours a temporary password lasts; empty: until it is used. */
export const TEMPORARY_HOURS = ["1", "24", "168", ""] as const;

/** The same as a number; null: until it is used. */
export function temporaryHours(hours: (typeof TEMPORARY_HOURS)[number]): number | null {
  return hours === "" ? null : Number(hours);
}

export const setTemporaryPasswordInput = z.object({
  userId: id,
  password: z.string().min(1, "Enter a password.").max(1000, "Use at most 1000 characters."),
  hours: z.enum(TEMPORARY_HOURS),
});

export const IDENTITY_TYPES = ["email", "phone", "username"] as const;
// A phone number is judged on the server: what is possible where takes a table of all countries.
const identityFields = { email, username, phone: line(40).refine(Boolean, "Enter a phone number.") };

export const addIdentityInput = z
  .object({
    userId: id,
    type: z.enum(IDENTITY_TYPES),
    value: z.string(),
    /** Where a phone number without a country code is dialled. */
    country: z.string().max(2).default(""),
  })
  .transform((input, context) => {
    const result = identityFields[input.type].safeParse(input.value);
    if (result.success) return { ...input, value: result.data };
    for (const { message } of result.error.issues) {
      context.addIssue({ code: "custom", path: ["value"], message });
    }
    return z.NEVER;
  });

export const makeIdentityPrimaryInput = z.object({ userId: id, identityId: id });

/** How many hours a hand-over link, and the password behind it, lasts. */
export const HAND_OVER_HOURS = ["1", "24", "72"] as const;
export const handOverPasswordInput = z.object({ userId: id, hours: z.enum(HAND_OVER_HOURS) });

export const deleteIdentityInput = z.object({
  userId: id,
  identityId: id,
  /** The identity itself, typed by the admin who has read that nothing else is left to sign in with. */
  confirmation: z.string().max(300).default(""),
});

const ids = z.array(id).max(1000);

/** `seen…` is what the page showed as given: when that is no longer so, the save is refused and says what changed. */
export const setUserRolesInput = z.object({
  userId: id,
  organizationId: id,
  roleIds: ids,
  seenRoleIds: ids,
});
export const setUserPermissionsInput = z.object({
  userId: id,
  organizationId: id,
  permissionIds: ids,
  seenPermissionIds: ids,
});
