import { globSync, readFileSync } from "node:fs";
import { extendTailwindMerge } from "tailwind-merge";
import { expect, test } from "vitest";
import { cn } from "./cn";

const reference = extendTailwindMerge({ extend: { theme: { shadow: ["raised", "floating"] } } });

/** Every word between quotes that may be a class of ours. */
function ourClasses(): string[] {
  const words = new Set<string>();
  for (const file of globSync("{app,components}/**/*.tsx")) {
    for (const [, text = ""] of readFileSync(file, "utf8").matchAll(/["'`]([^"'`\n]*)["'`]/g)) {
      // One that ends with a colon is of a sentence.
      for (const word of text.split(/\s+/)) if (/^[!@*a-z[-][^\s<>;,]*(?<!:)$/.test(word)) words.add(word);
    }
  }
  return [...words].filter((word) => reference(`${word} ${word}`) === word || /[-:]/.test(word));
}

test("of any two of our classes it keeps what tailwind-merge keeps", () => {
  const classes = ourClasses();
  expect(classes.length).toBeGreaterThan(400);
  const differing: string[] = [];
  for (const first of classes) {
    for (const second of classes) {
      if (first === second) continue;
      const pair = `${first} ${second}`;
      if (cn(pair) !== reference(pair)) differing.push(`${pair} → ${reference(pair)}`);
    }
  }
  expect(differing).toEqual([]);
}, 60_000);

test("joins, leaves out what is false, and the later one wins over all that it covers", () => {
  expect(cn("px-2 pt-1 text-sm", false, undefined, ["p-4"], { "text-lg": true })).toBe("p-4 text-lg");
  expect(cn("px-2", "hover:px-4", "dark:hover:px-1 hover:dark:px-3")).toBe("px-2 hover:px-4 hover:dark:px-3");
  expect(cn("w-4 h-4", "size-5", "w-6")).toBe("size-5 w-6");
  expect(cn("border-b", "border-input", "border-t border-ring")).toBe("border-b border-t border-ring");
  expect(cn("peer group custom custom")).toBe("peer group custom custom");
  expect(cn("")).toBe("");
});
