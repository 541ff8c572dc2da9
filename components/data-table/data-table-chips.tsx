"use client";

import { X } from "lucide-react";
import type { DataTableFilterSpec } from "@/components/data-table/column";
import { filterValueLabel } from "@/components/data-table/filter-labels";
import { useListUrl } from "@/components/data-table/list-url";
import { Button } from "@/components/ui/button";

/** The filters that are on, each with its way off. */
export function DataTableChips({ filters }: { filters: readonly DataTableFilterSpec[] }) {
  const { search, go } = useListUrl();
  const chips = filters.flatMap((spec) =>
    search.getAll(spec.key).map((value) => ({ spec, value, label: filterValueLabel(spec, value) })),
  );
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Active filters" className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ spec, value, label }) => (
        <li
          key={`${spec.key}:${value}`}
          className="flex h-7 max-w-full items-center rounded-md border bg-muted pl-2 text-sm"
        >
          <span className="mr-1 shrink-0 text-muted-foreground">{spec.label}</span>
          <span className="truncate font-medium">{label}</span>
          <button
            type="button"
            aria-label={`Remove filter ${spec.label}: ${label}`}
            onClick={() => go({ [spec.key]: search.getAll(spec.key).filter((item) => item !== value) })}
            className="flex size-6.5 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:text-foreground"
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        </li>
      ))}
      <li>
        <Button
          variant="ghost"
          size="sm"
          className="h-7 text-muted-foreground"
          onClick={() => go(Object.fromEntries(filters.map((spec) => [spec.key, null])))}
        >
          Clear filters
        </Button>
      </li>
    </ul>
  );
}
