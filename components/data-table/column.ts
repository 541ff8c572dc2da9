import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** One column of a `DataTable`. */
export type DataTableColumn<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The key in `sort=` when the list can be sorted by this column. */
  sortKey?: string;
  /** The order of the first click on the header. */
  sortsDescendingFirst?: boolean;
  /** Off until the reader switches it on under Columns. */
  isOffByDefault?: boolean;
  /** Shown at phone width too; the first column always is. */
  isOnPhone?: boolean;
  align?: "left" | "right";
  /** Takes the room that the other columns leave, and cuts its text where that is not enough. */
  takesRoom?: boolean;
  /** First column only: what stands before the link, such as an avatar. */
  leading?: (row: Row) => ReactNode;
  /** First column only: a second, quieter line. */
  note?: (row: Row) => ReactNode;
};

/** One choice in a filter. */
export type FilterOption = { value: string; label: string };

/** A filter above a `DataTable`; `key` is its name in the URL. */
export type DataTableFilterSpec = { key: string; label: string; icon?: LucideIcon } & (
  | { kind: "options"; options: readonly FilterOption[]; isSingle?: boolean }
  /** Choices found by typing; `selected` names those already in the URL. */
  | {
      kind: "search";
      search: (text: string) => Promise<readonly FilterOption[]>;
      selected?: readonly FilterOption[];
    }
  /** A span of days; `before` asks for the later end only. See `lib/core/date-range`. */
  | { kind: "date"; mode?: "range" | "before" }
);

/** Where the page shown lies among all pages; cursors come from the server. */
export type DataTablePage = {
  /** The number of the first row shown, if it is known. */
  from?: number;
  /** How many rows match, counted no further than the cap. */
  count?: number;
  isCapped?: boolean;
  next: string | null;
  previous: string | null;
};
