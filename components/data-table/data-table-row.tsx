"use client";

import type { RowData } from "@tanstack/react-table";
import Link from "next/link";
import type { ReactNode } from "react";
import { type Cells, rowCell } from "@/components/data-table/cell-classes";
import type { DataTableProps } from "@/components/data-table/data-table";
import { RowMenu } from "@/components/data-table/row-menu";
import type { ListTable } from "@/components/data-table/use-list-table";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { LinkProgress } from "@/components/ui/link-progress";

type TableRow<Row extends RowData> = ReturnType<ListTable<Row>["getRowModel"]>["rows"][number];

// The pseudo-element spreads over the whole row, so that a click anywhere, of any button, is a click on the link.
const openerClasses =
  "block max-w-full truncate rounded-sm text-left font-medium leading-6 text-foreground after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-md focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring";

function RowOpener<Row>(
  props: Pick<DataTableProps<Row>, "getRowHref" | "onRowOpen"> & { row: Row; children: ReactNode },
) {
  const { row, getRowHref, onRowOpen, children } = props;
  if (getRowHref) {
    return (
      <Link href={getRowHref(row)} prefetch={false} className={openerClasses}>
        {children}
        <LinkProgress />
      </Link>
    );
  }
  if (onRowOpen) {
    return (
      <button type="button" data-row-opener="" onClick={() => onRowOpen(row)} className={openerClasses}>
        {children}
      </button>
    );
  }
  return <span className="block truncate font-medium">{children}</span>;
}

/** One row: its checkbox, its cells, its menu. */
export function DataTableRow<Row extends RowData>(
  props: DataTableProps<Row> & {
    row: TableRow<Row>;
    cells: readonly Cells<Row>[];
    isSelectable: boolean;
  },
) {
  const { row, cells, isSelectable, getRowEntries } = props;
  const name = props.getRowName(row.original);
  const isSelected = row.getIsSelected();
  return (
    <tr
      aria-selected={isSelectable ? isSelected : undefined}
      className={cn("group relative transition-colors hover:bg-muted", isSelected && "bg-brand-soft/50")}
    >
      {isSelectable ? (
        <td className={cn(rowCell, "w-10 pl-4")}>
          <Checkbox
            className="z-1"
            aria-label={`Select ${name}`}
            checked={isSelected}
            onChange={row.getToggleSelectedHandler()}
          />
        </td>
      ) : null}
      {cells.map(({ column, className }, index) => (
        <td key={column.id} className={className}>
          {index === 0 ? (
            <div className="flex min-w-0 items-center gap-3 md:max-w-80">
              {column.leading ? (
                <span className="flex max-sm:hidden">{column.leading(row.original)}</span>
              ) : null}
              <div className="min-w-0">
                <RowOpener {...props} row={row.original}>
                  {column.cell(row.original)}
                </RowOpener>
                {column.note ? (
                  <div className="truncate text-muted-foreground text-xs">{column.note(row.original)}</div>
                ) : null}
              </div>
            </div>
          ) : (
            column.cell(row.original)
          )}
        </td>
      ))}
      {getRowEntries ? (
        <td className={cn(rowCell, "w-12 pr-2 text-right")}>
          <span className="relative z-1">
            <RowMenu name={name} entries={getRowEntries(row.original)} />
          </span>
        </td>
      ) : null}
    </tr>
  );
}
