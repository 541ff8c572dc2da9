"use client";

import type { RowData } from "@tanstack/react-table";
import { useEffect, useRef } from "react";
import { cellClasses, cellsOf } from "@/components/data-table/cell-classes";
import type { DataTableProps } from "@/components/data-table/data-table";
import { DataTableRow } from "@/components/data-table/data-table-row";
import { ariaSort, DataTableSort } from "@/components/data-table/data-table-sort";
import { useListUrl } from "@/components/data-table/list-url";
import type { ListTable } from "@/components/data-table/use-list-table";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";

// Where the columns do not fit, the table scrolls in itself, and then a header that sticks to the window cannot.
function frameClasses(columns: number) {
  if (columns <= 5) return { frame: "lg:overflow-x-visible", head: "lg:sticky lg:top-14 lg:z-10" };
  if (columns <= 7) return { frame: "2xl:overflow-x-visible", head: "2xl:sticky 2xl:top-14 2xl:z-10" };
  return { frame: "", head: "" };
}

/** The table element of a `DataTable`. */
export function DataTableGrid<Row extends RowData>(
  props: DataTableProps<Row> & { table: ListTable<Row>; isSelectable: boolean },
) {
  const { table, columns, sort = "", isSelectable } = props;
  const { isPending } = useListUrl();
  const visible = columns.filter((column) => table.getColumn(column.id)?.getIsVisible());
  const cells = cellsOf(visible);
  const { frame, head } = frameClasses(visible.length);
  const headClasses = cn("h-9.5 border-b bg-muted font-medium", head);
  return (
    // Positioned, so that what is only for screen readers cannot widen the page from beyond the edge.
    <div className={cn("relative overflow-x-auto rounded-xl border", frame)}>
      <table
        aria-label={props.label}
        aria-busy={isPending}
        className={cn(
          "w-full border-separate border-spacing-0 text-left text-sm transition-opacity",
          isPending && "opacity-60",
        )}
      >
        <thead className="text-muted-foreground text-xs">
          <tr>
            {isSelectable ? (
              <th scope="col" className={cn(headClasses, "w-10 rounded-tl-[11px] pl-4")}>
                <SelectAll table={table} />
              </th>
            ) : null}
            {visible.map((column, index) => (
              <th
                key={column.id}
                scope="col"
                aria-sort={ariaSort(column, sort)}
                className={cn(
                  headClasses,
                  cellClasses(column, index === 0),
                  index === 0 && !isSelectable && "rounded-tl-[11px]",
                  index === visible.length - 1 && !props.getRowEntries && "rounded-tr-[11px]",
                )}
              >
                <DataTableSort column={column} sort={sort} />
              </th>
            ))}
            {props.getRowEntries ? (
              <th scope="col" className={cn(headClasses, "w-12 rounded-tr-[11px]")}>
                <span className="sr-only">Actions</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <DataTableRow key={row.id} {...props} row={row} cells={cells} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SelectAll<Row extends RowData>({ table }: { table: ListTable<Row> }) {
  const box = useRef<HTMLInputElement>(null);
  const isSome = table.getIsSomeRowsSelected();
  const isAll = table.getIsAllRowsSelected();
  useEffect(() => {
    if (box.current) box.current.indeterminate = isSome && !isAll;
  }, [isSome, isAll]);
  return (
    <Checkbox
      ref={box}
      aria-label="Select all on this page"
      checked={isAll}
      onCheckedChange={(isChecked) => table.toggleAllRowsSelected(isChecked)}
    />
  );
}
