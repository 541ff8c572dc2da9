import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { PageHeader } from "@/components/ui/page-header";

export default function Loading() {
  return (
    <>
      <PageHeader
        title="Bulk actions"
        description="What was done to many users at once, with a result for each. Kept for 30 days."
      />
      <DataTableSkeleton />
    </>
  );
}
