import type { ReactNode } from "react";

/** The row of controls above a list. */
export function DataTableToolbar({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2">{children}</div>;
}
