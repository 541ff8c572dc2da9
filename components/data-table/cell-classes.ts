import type { DataTableColumn } from "@/components/data-table/column";
import { cn } from "@/components/ui/cn";

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
