import { Skeleton } from "@/components/ui/skeleton";

const widths = ["w-40", "w-32", "w-44", "w-36", "w-28"];

/** The shape of a list while it loads. */
export function DataTableSkeleton({ rows = 10 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-3">
      <div className="flex gap-2">
        <Skeleton className="h-8 w-72 max-w-full" />
        <Skeleton className="h-8 w-24 max-sm:hidden" />
        <Skeleton className="h-8 w-24 max-sm:hidden" />
      </div>
      <div className="overflow-hidden rounded-xl border">
        <div className="h-10 border-b bg-muted" />
        {Array.from({ length: rows }, (_, index) => index).map((row) => (
          <div key={row} className="flex h-14 items-center gap-4 border-b px-4 last:border-b-0">
            <Skeleton className="size-8 rounded-full" />
            <Skeleton className={`h-4 ${widths[row % widths.length]}`} />
            <Skeleton className="ml-auto h-4 w-20 max-sm:hidden" />
            <Skeleton className="h-4 w-24 max-sm:hidden" />
          </div>
        ))}
      </div>
    </div>
  );
}
