import { z } from "zod";
import type { CallerVerified } from "@/lib/core/context";

// Any text may be asked for as an id; one that is malformed is "not found", as in a URL.
const id = z.string().max(100);

export const startCallerCheckInput = z.object({
  userId: id,
  contactId: id.min(1, "Choose where the code goes."),
});
export const verifyCallerInput = z.object({
  userId: id,
  checkId: id,
  code: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ""))
    .refine((text) => /^\d{6}$/.test(text), "Enter the 6 digits that the caller reads to you."),
});

/** A way to make sure of a caller: where a code is sent, or the app that shows one. */
export type CallerContact = {
  /** Of the identity or the second factor. */
  id: string;
  method: CallerVerified["method"];
  /** The address, with enough of it hidden; of an app nothing. */
  label: string;
};
