import { z } from "zod";
import type { ListParams, ListSpec } from "@/lib/core/list-params";

// Any text may be asked for as an id; one that is malformed is "not found", as in a URL.
const id = z.string().max(100);

export const recoverUserInput = z.object({ userId: id });
export const eraseUserInput = z.object({
  userId: id,
  /** The user's name or address as it is shown, typed by the admin. */
  confirmation: z.string().max(300),
});

/** The list of deleted users: newest first, and nothing to choose. */
export const DELETED_USER_LIST: ListSpec<"deleted", never> = { sorts: ["deleted"], defaultSort: "-deleted" };
export type DeletedUserListParams = ListParams<"deleted", never>;

export type DeletedUserRow = {
  id: string;
  name: string;
  email: string | null;
  deletedAt: Date;
  /** When they are erased at the earliest. */
  dueAt: Date;
  deletedBy: string | null;
  isBeingErased: boolean;
};
