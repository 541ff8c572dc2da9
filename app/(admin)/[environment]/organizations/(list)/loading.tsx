import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { PageHeader } from "@/components/ui/page-header";

export default function Loading() {
  return (
    <>
      <PageHeader
        title="Organizations"
        description="The companies and groups that your users belong to. Roles are held within one."
      />
      <DataTableSkeleton />
    </>
  );
}
