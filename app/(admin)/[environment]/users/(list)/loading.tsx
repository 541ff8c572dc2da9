import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { PageHeader } from "@/components/ui/page-header";

export default function Loading() {
  return (
    <>
      <PageHeader title="Users" description="Everyone who can sign in here, in all organizations." />
      <DataTableSkeleton />
    </>
  );
}
