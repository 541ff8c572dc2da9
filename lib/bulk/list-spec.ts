import type { ListParams, ListSpec } from "@/lib/core/list-params";

export type BulkResultFilter = "outcome";
export type BulkResultParams = ListParams<"user", BulkResultFilter>;

/** What the results of a bulk action may be asked for. */
export const BULK_RESULT_LIST: ListSpec<"user", BulkResultFilter> = {
  sorts: ["user"],
  defaultSort: "user",
  filters: ["outcome"],
};

export const BULK_ROWS_ON_A_PAGE = 50;
