"use client";

import { ChevronDown } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { DataTableFilterSpec } from "@/components/data-table/column";
import { useListUrl } from "@/components/data-table/list-url";
import { Button, type ButtonProps } from "@/components/ui/button";

const load = () => import("@/components/data-table/filter-popover");
const FilterPopover = lazy(load);

function FilterTrigger({
  spec,
  count,
  ...props
}: ButtonProps & { spec: DataTableFilterSpec; count: number }) {
  const Icon = spec.icon;
  return (
    <Button variant="outline" size="sm" {...props}>
      {Icon ? <Icon aria-hidden="true" className="text-muted-foreground" /> : null}
      {spec.label}
      {count > 0 ? (
        <span className="rounded-sm bg-brand-soft px-1 text-brand text-xs tabular-nums">{count}</span>
      ) : null}
      <ChevronDown aria-hidden="true" className="size-3.5! text-muted-foreground" />
    </Button>
  );
}

/** One filter of the list: a button that opens its choices. */
export function DataTableFilter({ spec }: { spec: DataTableFilterSpec }) {
  const { search } = useListUrl();
  const [isWanted, setWanted] = useState(false);
  const count = search.getAll(spec.key).length;
  const plain = (
    <FilterTrigger
      spec={spec}
      count={count}
      aria-haspopup="dialog"
      aria-expanded={false}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
    />
  );
  if (!isWanted) return plain;
  return (
    <Suspense fallback={plain}>
      <FilterPopover spec={spec} trigger={<FilterTrigger spec={spec} count={count} />} />
    </Suspense>
  );
}
