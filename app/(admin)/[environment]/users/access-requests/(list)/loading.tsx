import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { PageHeader } from "@/components/ui/page-header";
import { KIND_WORDS } from "../../subscribers/kind-words";

export default function Loading() {
  const { title, description } = KIND_WORDS.access_request;
  return (
    <>
      <PageHeader title={title} description={description} />
      <DataTableSkeleton />
    </>
  );
}
