import { z } from "zod";

/** The lists whose views can be saved. */
export const SAVED_VIEW_SCREENS = ["users"] as const;
export type SavedViewScreen = (typeof SAVED_VIEW_SCREENS)[number];

export const createSavedViewInput = z.object({
  screen: z.enum(SAVED_VIEW_SCREENS),
  name: z
    .string()
    .trim()
    .min(1, "Give the view a name.")
    .max(60, "Use at most 60 characters.")
    .refine((text) => !/\p{Cc}/u.test(text), "Remove the characters that cannot be shown.")
    .transform((text) => text.toWellFormed().normalize("NFC")),
  /** The search, filters, sort and columns of the list, as its URL has them. */
  query: z
    .string()
    .max(4000, "This view has too many filters to be saved.")
    .transform((query) => {
      const search = new URLSearchParams(query.replaceAll("\0", ""));
      // A view is a list, not one of its pages.
      search.delete("cursor");
      search.delete("direction");
      return search.toString();
    }),
});

export const deleteSavedViewInput = z.object({ savedViewId: z.string().max(100) });
