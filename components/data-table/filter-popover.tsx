"use client";

import type { ReactElement } from "react";
import type { DataTableFilterSpec } from "@/components/data-table/column";
import { FilterDates } from "@/components/data-table/filter-dates";
import { FilterOptions } from "@/components/data-table/filter-options";
import { FilterSearch } from "@/components/data-table/filter-search";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

/** The choices of one filter; loaded when they are first wanted, and open at once then. */
export default function FilterPopover({
  spec,
  trigger,
}: {
  spec: DataTableFilterSpec;
  trigger: ReactElement;
}) {
  return (
    <Popover defaultOpen>
      <PopoverTrigger asChild>{trigger}</PopoverTrigger>
      <PopoverContent aria-label={`Filter by ${spec.label.toLowerCase()}`} className="w-64 p-1">
        {spec.kind === "options" ? (
          <FilterOptions spec={spec} options={spec.options} isSingle={spec.isSingle} />
        ) : null}
        {spec.kind === "search" ? <FilterSearch spec={spec} /> : null}
        {spec.kind === "date" ? <FilterDates spec={spec} /> : null}
      </PopoverContent>
    </Popover>
  );
}
