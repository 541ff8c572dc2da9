import type { DataTableFilterSpec } from "@/components/data-table/column";
import { parseDateRange } from "@/lib/core/date-range";

// What a search has found once keeps its name for as long as the page lives.
const found = new Map<string, string>();

export function rememberLabel(key: string, value: string, label: string): void {
  found.set(`${key}:${value}`, label);
}

/** How a filter's value reads to people. */
export function filterValueLabel(spec: DataTableFilterSpec, value: string): string {
  if (spec.kind === "options") return spec.options.find((option) => option.value === value)?.label ?? value;
  if (spec.kind === "search") {
    const given = spec.selected?.find((option) => option.value === value)?.label;
    return given ?? found.get(`${spec.key}:${value}`) ?? value;
  }
  const range = parseDateRange(value);
  if (!range) return value;
  if (range.from && range.to) return range.from === range.to ? range.from : `${range.from} to ${range.to}`;
  return range.from ? `from ${range.from}` : `until ${range.to}`;
}
