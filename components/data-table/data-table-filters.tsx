"use client";

import { SlidersHorizontal } from "lucide-react";
import { useId, useState } from "react";
import type { DataTableFilterSpec } from "@/components/data-table/column";
import { DataTableFilter } from "@/components/data-table/data-table-filter";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

/** The filters of a list; at phone width they fold behind one button, so that the rows come first. */
export function DataTableFilters({ filters }: { filters: readonly DataTableFilterSpec[] }) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  if (filters.length === 0) return null;
  return (
    <>
      <Button
        variant="outline"
        size="sm"
        className="sm:hidden"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <SlidersHorizontal aria-hidden="true" className="text-muted-foreground" />
        Filters
      </Button>
      <div id={id} className={cn("contents", !isOpen && "max-sm:hidden")}>
        {filters.map((spec) => (
          <DataTableFilter key={spec.key} spec={spec} />
        ))}
      </div>
    </>
  );
}
