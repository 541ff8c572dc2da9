"use client";

import { useId } from "react";
import type { FilterOption } from "@/components/data-table/column";
import { useListUrl } from "@/components/data-table/list-url";
import { Checkbox } from "@/components/ui/checkbox";

/** Choices as checkboxes; each click filters at once. */
export function FilterOptions({
  spec,
  options,
  isSingle = false,
}: {
  spec: { key: string; label: string };
  options: readonly FilterOption[];
  isSingle?: boolean;
}) {
  const { search, go } = useListUrl();
  const id = useId();
  const chosen = search.getAll(spec.key);

  function choose(value: string, isChosen: boolean): void {
    const others = isSingle ? [] : chosen.filter((item) => item !== value);
    go({ [spec.key]: isChosen ? [...others, value] : others });
  }

  return (
    <fieldset className="max-h-72 overflow-y-auto">
      <legend className="sr-only">{spec.label}</legend>
      {options.map((option, index) => (
        <label
          key={option.value}
          htmlFor={`${id}-${index}`}
          className="flex min-h-8 items-center gap-2.5 rounded-md px-2 py-1.5 text-sm hover:bg-accent"
        >
          <Checkbox
            id={`${id}-${index}`}
            checked={chosen.includes(option.value)}
            onCheckedChange={(isChecked) => choose(option.value, isChecked)}
          />
          <span className="min-w-0 truncate">{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
