import { z } from "zod";
import { domainList, shownDomains } from "@/lib/core/domain-list";

const controlCharacters = /\p{Cc}/u;

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Use at most ${most} characters.`)
    .refine((text) => !controlCharacters.test(text), "Remove the characters that cannot be shown.")
    .transform((text) => text.toWellFormed().normalize("NFC"));

/** What an organization is called. */
export const organizationName = line(100).refine((text) => text !== "", "Give the organization a name.");
/** The id that your own systems know an organization by; empty when there is none. */
export const externalId = line(200);

// Any text may be asked for as an id; one that is malformed is "not found", as in a URL.
const id = z.string().max(100);
const reason = z
  .string()
  .trim()
  .max(500, "Use at most 500 characters.")
  .refine((text) => !text.includes("\0"), "Remove the characters that cannot be shown.")
  .default("");

/** How many users one deed may name: no more than a page shows. */
export const MOST_MEMBERS_AT_ONCE = 100;
/** How many organizations of a user the page with check boxes can hold. */
export const MOST_USER_ORGANIZATIONS = 500;
/** How many characters and rows an imported file may have: it is sent as one request and saved as one change. */
export const MOST_IMPORT_CHARACTERS = 400_000;
export const MOST_IMPORT_ROWS = 5000;

export const createOrganizationInput = z.object({ name: organizationName, externalId });
export const updateOrganizationInput = z.object({
  organizationId: id,
  name: organizationName,
  externalId,
  /** What the form showed when it was opened, so that a change made meanwhile is not lost unseen. */
  seen: z.object({ name: z.string().max(200), externalId: z.string().max(400) }),
});
const roleIds = z.array(id).max(1000, "Choose at most 1,000 roles.");
const policySwitches = {
  isRegistrationAllowed: z.boolean(),
  /** A policy of the environment, shown with its default organization; the same for every other one. */
  isDefaultOrganizationOnSignUp: z.boolean(),
};
export const updateOrganizationPoliciesInput = z.object({
  organizationId: id,
  ...policySwitches,
  allowedDomains: domainList,
  roleIds,
  /** What the form showed when it was opened, so that a change made meanwhile is not lost unseen. */
  seen: z.object({ ...policySwitches, allowedDomains: shownDomains, roleIds }),
});
export const suspendOrganizationInput = z.object({ organizationId: id, reason });
export const unsuspendOrganizationInput = z.object({ organizationId: id });
export const deleteOrganizationInput = z.object({
  organizationId: id,
  isConfirmed: z.literal(true, "Check the box to delete the organization."),
});
export const addMembersInput = z.object({
  organizationId: id,
  userIds: z
    .array(id)
    .min(1, "Choose at least one user.")
    .max(MOST_MEMBERS_AT_ONCE, `Choose at most ${MOST_MEMBERS_AT_ONCE} users.`),
});
export const removeMemberInput = z.object({ organizationId: id, userId: id });
export const setUserOrganizationsInput = z.object({
  userId: id,
  /** The organizations that the page showed as checked when it was opened. */
  seenIds: z.array(id).max(MOST_USER_ORGANIZATIONS),
  organizationIds: z
    .array(id)
    .min(1, "A user always belongs to at least one organization.")
    .max(MOST_USER_ORGANIZATIONS, `Choose at most ${MOST_USER_ORGANIZATIONS} organizations.`),
});
export const importOrganizationsInput = z.object({
  csv: z.string().max(MOST_IMPORT_CHARACTERS, "This file is too large. Import it in parts of up to 400 KB."),
});
