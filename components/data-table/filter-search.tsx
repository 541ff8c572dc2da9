"use client";

import { useEffect, useState } from "react";
import type { DataTableFilterSpec, FilterOption } from "@/components/data-table/column";
import { filterValueLabel, rememberLabel } from "@/components/data-table/filter-labels";
import { FilterOptions } from "@/components/data-table/filter-options";
import { useListUrl } from "@/components/data-table/list-url";
import { Input } from "@/components/ui/input";

/** Choices that are too many to load: found by typing, those chosen stay on top. */
export function FilterSearch({ spec }: { spec: Extract<DataTableFilterSpec, { kind: "search" }> }) {
  const { search } = useListUrl();
  const [text, setText] = useState("");
  const [options, setOptions] = useState<readonly FilterOption[] | null>(null);
  const find = spec.search;

  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const result = await find(text.trim()).catch(() => []);
      if (!isCurrent) return;
      for (const option of result) rememberLabel(spec.key, option.value, option.label);
      setOptions(result);
    }, 200);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text, find, spec.key]);

  const chosen = search.getAll(spec.key).map((value) => ({ value, label: filterValueLabel(spec, value) }));
  const others = (options ?? []).filter((option) => !chosen.some((item) => item.value === option.value));
  const all = [...chosen, ...others];
  return (
    <div>
      <Input
        type="search"
        aria-label={`Find ${spec.label.toLowerCase()}`}
        placeholder="Type to search"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="mb-1 h-8"
      />
      <FilterOptions spec={spec} options={all} />
      <p role="status" className="px-2 text-muted-foreground text-sm not-empty:py-1.5">
        {options === null ? "Searching" : others.length === 0 ? "Nothing else found" : ""}
      </p>
    </div>
  );
}
