"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

/** How many rows are selected, and what can be done with them. */
export function SelectionBar({
  count,
  text,
  onClear,
  children,
}: {
  count: number;
  text?: string | null;
  onClear: () => void;
  children?: ReactNode;
}) {
  if (count === 0) return null;
  return (
    <section
      aria-label="Selection"
      className="sticky bottom-4 z-20 mx-auto flex w-fit max-w-full animate-appear flex-wrap items-center gap-2 rounded-lg border bg-popover py-1.5 pr-1.5 pl-3.5 text-sm shadow-floating"
    >
      <p role="status" className="mr-1 font-medium tabular-nums">
        {text ?? `${count} selected`}
      </p>
      {children}
      <Button variant="ghost" size="sm" className="text-muted-foreground" onClick={onClear}>
        Clear
      </Button>
    </section>
  );
}
