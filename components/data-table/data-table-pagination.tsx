"use client";

import type { DataTablePage } from "@/components/data-table/column";
import { useListUrl } from "@/components/data-table/list-url";
import { Pagination } from "@/components/ui/pagination";

const number = new Intl.NumberFormat("en");

/** "1–50 of 10,000+", as far as it is known. */
export function pageText(page: DataTablePage, shown: number): string {
  const total = page.count === undefined ? "" : `${number.format(page.count)}${page.isCapped ? "+" : ""}`;
  if (shown === 0) return "";
  const rows =
    page.from === undefined
      ? number.format(shown)
      : `${number.format(page.from)}–${number.format(page.from + shown - 1)}`;
  if (total) return `${rows} of ${total}`;
  return page.from === undefined ? `${rows} on this page` : rows;
}

/** The count and the steps to the pages beside this one. */
export function DataTablePagination({ page, shown }: { page: DataTablePage; shown: number }) {
  const { hrefFor } = useListUrl();
  return (
    <Pagination
      text={pageText(page, shown)}
      previousHref={page.previous === null ? null : hrefFor({ cursor: page.previous, direction: "previous" })}
      nextHref={page.next === null ? null : hrefFor({ cursor: page.next })}
    />
  );
}
