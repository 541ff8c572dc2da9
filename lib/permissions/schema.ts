import { z } from "zod";
import type { ListSpec } from "@/lib/core/list-params";

const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Use at most ${most} characters.`)
    .refine((text) => !/\p{Cc}/u.test(text), "Remove the characters that cannot be shown.")
    .transform((text) => text.toWellFormed().normalize("NFC"));

/** What a permission, a role and a feature flag have in common. */
export const keyedFields = {
  name: line(100).refine((text) => text.length > 0, "Give it a name."),
  description: line(500),
  // Free text: what the customer's code looks for. A space would part it where a token's scope is read.
  key: line(100)
    .refine((text) => text.length > 0, "Give it a key: this is what your code looks for.")
    .refine((text) => !/\s/.test(text), "A key has no spaces."),
};

const id = z.string().max(100);

/** How the form of a permission, role or feature flag showed it. */
export const seenKeyed = z.object({
  name: z.string().max(200),
  description: z.string().max(1000),
  key: z.string().max(200),
});

/** More than this would make switches that nobody can survey, and tokens that no header can carry. */
export const MOST_PERMISSIONS = 1000;

export const createPermissionInput = z.object({ ...keyedFields, isAddedToNewRoles: z.boolean() });
export const updatePermissionInput = createPermissionInput.extend({
  permissionId: id,
  /** The state that the form shows; another admin's save in between is a conflict. */
  version: z.number().int(),
  /** What the form showed besides, to say what has changed. */
  seen: seenKeyed.extend({ isAddedToNewRoles: z.boolean() }).optional(),
});
export const permissionIdInput = z.object({ permissionId: id });

/** What the lists of roles, permissions and feature flags may be asked for. */
export const namedListSpec: ListSpec<"name", never> = { sorts: ["name"], defaultSort: "name" };
