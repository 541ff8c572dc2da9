import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";

/** Values for a developer's configuration, each to be copied. */
export function ValueRows({ children }: { children: ReactNode }) {
  return <dl className="divide-y rounded-xl border bg-card">{children}</dl>;
}

export function ValueRow({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-4 px-4 py-2">
      <dt className="w-32 text-muted-foreground text-sm">{label}</dt>
      <dd className="flex min-w-0 items-center gap-1">
        <span className="break-all font-mono text-sm">{value}</span>
        <CopyButton value={value} label={`Copy ${label.charAt(0).toLowerCase()}${label.slice(1)}`} />
      </dd>
    </div>
  );
}
