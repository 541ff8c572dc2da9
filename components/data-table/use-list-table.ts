"use client";

import {
  type ColumnDef,
  columnVisibilityFeature,
  type RowData,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { DataTableColumn } from "@/components/data-table/column";
import { useListUrl } from "@/components/data-table/list-url";
import { useKeptSelection } from "@/components/data-table/use-kept-selection";

// Sorting, filtering and paging are the server's; the table only knows what is shown and what is selected.
const features = tableFeatures({ rowSelectionFeature, columnVisibilityFeature });

/** The table behind a `DataTable`: visible columns from the URL, selection kept for this tab. */
export function useListTable<Row extends RowData>(
  columns: readonly DataTableColumn<Row>[],
  rows: readonly Row[],
  getRowId: (row: Row) => string,
) {
  const { search, key } = useListUrl();
  const selection = useKeptSelection(key);
  const asked = search.get("columns")?.split(",");

  const definitions = useMemo(
    () =>
      columns.map(
        (column): ColumnDef<typeof features, Row> => ({
          id: column.id,
          header: column.header,
          cell: ({ row }) => column.cell(row.original),
        }),
      ),
    [columns],
  );
  const data = useMemo(() => [...rows], [rows]);
  const isVisible = (column: DataTableColumn<Row>, index: number) =>
    index === 0 || (asked ? asked.includes(column.id) : !column.isOffByDefault);
  const columnVisibility = Object.fromEntries(
    columns.map((column, index) => [column.id, isVisible(column, index)]),
  );
  const rowSelection = Object.fromEntries([...selection.ids].map((id): [string, true] => [id, true]));

  const table = useTable<typeof features, Row>({
    features,
    columns: definitions,
    data,
    getRowId,
    state: { rowSelection, columnVisibility },
    onRowSelectionChange: (updater) => {
      const next = typeof updater === "function" ? updater(rowSelection) : updater;
      selection.setIds(Object.keys(next));
    },
  });
  return { table, columnVisibility, clearSelection: () => selection.setIds([]) };
}

/** The table that `useListTable` gives. */
export type ListTable<Row extends RowData> = ReturnType<typeof useListTable<Row>>["table"];
