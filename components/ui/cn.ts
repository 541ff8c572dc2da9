import { type ClassValue, clsx } from "clsx";
import { groupOf, overruled } from "@/components/ui/class-groups";

const kept = new Map<string, string>();

/**
 * Joins class names; of two Tailwind classes that disagree the later one wins. As tailwind-merge does for the classes we
 * use (its test compares them), in a tenth of its size.
 */
export function cn(...inputs: ClassValue[]): string {
  const classes = clsx(inputs);
  const known = kept.get(classes);
  if (known !== undefined) return known;
  const merged = merge(classes);
  if (kept.size > 1000) kept.clear();
  kept.set(classes, merged);
  return merged;
}

function merge(classes: string): string {
  const taken = new Set<string>();
  const result: string[] = [];
  for (const name of classes.trim().split(/\s+/).reverse()) {
    const { variants, base, isImportant } = parts(name);
    const group = groupOf(base);
    if (group === null) {
      result.unshift(name);
      continue;
    }
    const scope = `${variants}${isImportant ? "!" : ""}`;
    if (taken.has(`${scope}${group}`)) continue;
    for (const each of [group, ...overruled(group)]) taken.add(`${scope}${each}`);
    result.unshift(name);
  }
  return result.join(" ");
}

/** `dark:hover:bg-muted` → its variants, in no order, and what they apply to. */
function parts(name: string) {
  const pieces = name.match(/(?:\[[^\]]*\]|\([^)]*\)|[^:[(])+/g) ?? [name];
  const last = pieces.at(-1) ?? name;
  const variants = pieces.slice(0, -1);
  // What an arbitrary variant means depends on its place among the others.
  const scope = variants.some((variant) => variant.startsWith("[")) ? variants : variants.toSorted();
  return {
    variants: scope.map((variant) => `${variant}:`).join(""),
    base: last.replace(/^!|!$/g, "").replace(/^-/, ""),
    isImportant: /^!|!$/.test(last),
  };
}
