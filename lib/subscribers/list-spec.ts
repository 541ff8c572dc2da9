import type { ListParams, ListSpec } from "@/lib/core/list-params";

export type SubscriberSort = "name" | "email" | "created";
export type SubscriberFilter = "status" | "created";
export type SubscriberListParams = ListParams<SubscriberSort, SubscriberFilter>;

export const SUBSCRIBER_COLUMNS = ["name", "email", "status", "source", "created"] as const;
export type SubscriberColumn = (typeof SUBSCRIBER_COLUMNS)[number];

/** What a list of subscribers may be asked for. */
export const SUBSCRIBER_LIST: ListSpec<SubscriberSort, SubscriberFilter> = {
  sorts: ["name", "email", "created"],
  defaultSort: "-created",
  filters: ["status", "created"],
  columns: SUBSCRIBER_COLUMNS,
};

/** The columns shown: those asked for, in the list's own order; the name always is. */
export function shownSubscriberColumns(params: SubscriberListParams): SubscriberColumn[] {
  return SUBSCRIBER_COLUMNS.filter((id) => id === "name" || (params.columns?.includes(id) ?? true));
}
