import type { ListParams, ListSpec } from "@/lib/core/list-params";

export type UserSort = "name" | "email" | "lastSignIn" | "created";
export type UserFilter = "status" | "signIn" | "organization" | "role" | "identity" | "created" | "inactive";
export type UserListParams = ListParams<UserSort, UserFilter>;

export const USER_COLUMNS = ["name", "email", "organizations", "lastSignIn", "status", "created"] as const;
export type UserColumn = (typeof USER_COLUMNS)[number];

/** What the list of users may be asked for. */
export const USER_LIST: ListSpec<UserSort, UserFilter> = {
  sorts: ["name", "email", "lastSignIn", "created"],
  defaultSort: "-created",
  filters: ["status", "signIn", "organization", "role", "identity", "created", "inactive"],
  columns: USER_COLUMNS,
};

export const USERS_ON_A_PAGE = 50;

/** The columns shown: those asked for, in the list's own order; the name always is. */
export function shownUserColumns(params: UserListParams): UserColumn[] {
  return USER_COLUMNS.filter((id) => id === "name" || (params.columns?.includes(id) ?? true));
}
