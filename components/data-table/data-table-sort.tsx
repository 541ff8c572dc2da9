"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import type { DataTableColumn } from "@/components/data-table/column";
import { useListUrl } from "@/components/data-table/list-url";
import { cn } from "@/components/ui/cn";
import { LinkProgress } from "@/components/ui/link-progress";

type SortColumn = Pick<DataTableColumn<unknown>, "header" | "sortKey" | "sortsDescendingFirst">;

/** The order a column is in: the value of its header's `aria-sort`. */
export function ariaSort(column: SortColumn, sort: string): "ascending" | "descending" | undefined {
  if (!column.sortKey) return undefined;
  if (sort === column.sortKey) return "ascending";
  return sort === `-${column.sortKey}` ? "descending" : undefined;
}

/** A header that sorts: a link, so that the sorted list can be opened beside this one. */
export function DataTableSort({ column, sort }: { column: SortColumn; sort: string }) {
  const { hrefFor } = useListUrl();
  if (!column.sortKey) return column.header;
  const order = ariaSort(column, sort);
  const up = column.sortKey;
  const down = `-${column.sortKey}`;
  const first = column.sortsDescendingFirst ? down : up;
  const next = order === undefined ? first : order === "ascending" ? down : up;
  const Icon = order === undefined ? ChevronsUpDown : order === "ascending" ? ArrowUp : ArrowDown;
  return (
    <Link
      href={hrefFor({ sort: next })}
      prefetch={false}
      scroll={false}
      className={cn(
        "group -mx-1.5 inline-flex h-7 items-center gap-1 rounded-md px-1.5 hover:bg-accent hover:text-foreground",
        order && "text-foreground",
      )}
    >
      {column.header}
      <Icon
        aria-hidden="true"
        className={cn(
          "size-3.5",
          !order && "opacity-0 group-hover:opacity-70 group-focus-visible:opacity-70",
        )}
      />
      <LinkProgress />
    </Link>
  );
}
