"use client";

import type { RowData } from "@tanstack/react-table";
import type { ReactNode } from "react";
import type { DataTableColumn, DataTableFilterSpec, DataTablePage } from "@/components/data-table/column";
import { DataTableChips } from "@/components/data-table/data-table-chips";
import { DataTableColumns } from "@/components/data-table/data-table-columns";
import { DataTableFilters } from "@/components/data-table/data-table-filters";
import { DataTableGrid } from "@/components/data-table/data-table-grid";
import { DataTablePagination } from "@/components/data-table/data-table-pagination";
import { DataTableSearch } from "@/components/data-table/data-table-search";
import { DataTableToolbar } from "@/components/data-table/data-table-toolbar";
import { ListUrlProvider, useListUrl } from "@/components/data-table/list-url";
import { SelectionBar } from "@/components/data-table/selection-bar";
import { useListTable } from "@/components/data-table/use-list-table";
import { EmptyState } from "@/components/ui/empty-state";
import type { MenuEntry } from "@/components/ui/menu-button";

export type DataTableProps<Row> = {
  /** What the rows are, for people who cannot see the page: "Users". */
  label: string;
  /** Declared outside the component or memoised: a new array draws the whole table anew. */
  columns: readonly DataTableColumn<Row>[];
  rows: readonly Row[];
  getRowId: (row: Row) => string;
  /** How one row is called in its checkbox and menu. */
  getRowName: (row: Row) => string;
  /** Where a row leads; it can be opened in a new tab. */
  getRowHref?: (row: Row) => string;
  /** For rows that open something on this page instead. */
  onRowOpen?: (row: Row) => void;
  getRowEntries?: (row: Row) => readonly MenuEntry[];
  /** The `sort` in force, as in the URL: "-created". */
  sort?: string;
  /** The words in the search box: "Search users". Without it there is none. */
  searchLabel?: string;
  filters?: readonly DataTableFilterSpec[];
  /** More buttons at the end of the toolbar, such as an export. */
  tools?: ReactNode;
  /** What can be done with the selected rows; without it nothing can be selected. */
  selectionActions?: (rows: Row[], clear: () => void) => ReactNode;
  /** What is selected, in words, where it is more than these rows. */
  selectionText?: (rows: Row[]) => string | null;
  page: DataTablePage;
  /** Shown when there is nothing at all; a search that finds nothing says so by itself. */
  empty: ReactNode;
};

// There is nothing to choose among so few.
const fewColumns = 4;

/** A list driven by the server: search, filters, sort, columns and page live in the URL. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  return (
    <ListUrlProvider>
      <DataTableBody {...props} />
    </ListUrlProvider>
  );
}

function DataTableBody<Row extends RowData>(props: DataTableProps<Row>) {
  const { columns, rows, filters = [], searchLabel, selectionActions, page } = props;
  const { search } = useListUrl();
  const { table, columnVisibility, clearSelection } = useListTable(columns, rows, props.getRowId);
  const isNarrowed = search.has("q") || filters.some((spec) => search.has(spec.key));
  const selected = table
    .getRowModel()
    .rows.filter((row) => row.getIsSelected())
    .map((row) => row.original);

  return (
    <div className="flex flex-col gap-3">
      <DataTableToolbar>
        {searchLabel ? <DataTableSearch label={searchLabel} /> : null}
        <DataTableFilters filters={filters} />
        <div className="ml-auto flex gap-2">
          {props.tools}
          {columns.length > fewColumns ? (
            <DataTableColumns
              columns={columns.map((column, index) => ({
                id: column.id,
                header: column.header,
                isVisible: columnVisibility[column.id] ?? false,
                isFixed: index === 0,
              }))}
            />
          ) : null}
        </div>
      </DataTableToolbar>
      <DataTableChips filters={filters} />
      {rows.length > 0 ? (
        <DataTableGrid {...props} table={table} isSelectable={selectionActions !== undefined} />
      ) : (
        <div className="rounded-xl border">
          {isNarrowed ? (
            <EmptyState title="Nothing matches" text="Try other words, or remove a filter." />
          ) : (
            props.empty
          )}
        </div>
      )}
      {rows.length > 0 || page.previous !== null ? (
        <DataTablePagination page={page} shown={rows.length} />
      ) : null}
      {selectionActions ? (
        <SelectionBar count={selected.length} text={props.selectionText?.(selected)} onClear={clearSelection}>
          {selectionActions(selected, clearSelection)}
        </SelectionBar>
      ) : null}
    </div>
  );
}
