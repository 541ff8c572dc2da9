import type { DataTableColumn } from "@/components/data-table/column";
import { cn } from "@/components/ui/cn";

/** What a header and the cells under it share. */
export function cellClasses<Row>(column: DataTableColumn<Row>, isFirst: boolean): string {
  return cn(
    "whitespace-nowrap px-3 first:pl-4 last:pr-4",
    column.align === "right" && "text-right tabular-nums",
    // At phone width the first column takes what the others leave, and cuts its text.
    isFirst && "max-md:w-full max-md:max-w-0",
    !isFirst && !column.isOnPhone && "max-md:hidden",
  );
}
