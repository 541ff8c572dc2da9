import type { DataTableColumn } from "@/components/data-table/column";
import { cn } from "@/components/ui/cn";

/** What all cells of a row share. */
export const rowCell = "h-13 border-b py-2 group-last:border-b-0";

/** What a header and the cells under it share. */
export function cellClasses<Row>(column: DataTableColumn<Row>, isFirst: boolean): string {
  return cn(
    "whitespace-nowrap px-3 first:pl-4 last:pr-4 lg:max-2xl:px-2.5",
    column.align === "right" && "text-right tabular-nums",
    // A width with no greatest width of its own would push the other columns aside.
    column.takesRoom && "md:w-full md:min-w-40 md:max-w-0",
    // At phone width the first column takes what the others leave, and cuts its text.
    isFirst && "max-md:w-full max-md:max-w-0",
    !isFirst && !column.isOnPhone && "max-md:hidden",
  );
}

/** A column with the classes of its cells, which are the same in each row. */
export type Cells<Row> = { column: DataTableColumn<Row>; className: string };

/** The classes of cells under a header, once for all rows. */
export function cellsOf<Row>(columns: readonly DataTableColumn<Row>[]): Cells<Row>[] {
  return columns.map((column, index) => ({
    column,
    className: cn(
      rowCell,
      cellClasses(column, index === 0),
      index > 0 && "truncate",
      index > 0 && !column.takesRoom && "max-w-72",
    ),
  }));
}
