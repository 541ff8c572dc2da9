"use client";

import { useId } from "react";
import type { DataTableFilterSpec } from "@/components/data-table/column";
import { useListUrl } from "@/components/data-table/list-url";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { formatDateRange, parseDateRange } from "@/lib/core/date-range";

/** The first and the last day of a span, applied by its button or Enter. */
export function FilterDates({ spec }: { spec: Extract<DataTableFilterSpec, { kind: "date" }> }) {
  const { search, go } = useListUrl();
  const id = useId();
  const range = parseDateRange(search.get(spec.key) ?? undefined);
  const hasFrom = spec.mode !== "before";

  return (
    <form
      className="flex flex-col gap-3 p-2"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const read = (name: string) => String(data.get(name) ?? "") || null;
        go({ [spec.key]: formatDateRange({ from: read("from"), to: read("to") }) });
      }}
    >
      {hasFrom ? (
        <div className="flex flex-col gap-1">
          <Label htmlFor={`${id}-from`}>From</Label>
          <Input id={`${id}-from`} name="from" type="date" defaultValue={range?.from ?? ""} className="h-8" />
        </div>
      ) : null}
      <div className="flex flex-col gap-1">
        <Label htmlFor={`${id}-to`}>{hasFrom ? "To" : "Before"}</Label>
        <Input id={`${id}-to`} name="to" type="date" defaultValue={range?.to ?? ""} className="h-8" />
      </div>
      <Button type="submit" size="sm">
        Apply
      </Button>
    </form>
  );
}
