import type { ReactNode } from "react";
import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { SkeletonUntilRead } from "@/components/layout/skeleton-until-read";
import { PageHeader } from "@/components/ui/page-header";
import { KIND_WORDS } from "../kind-words";

export default function ListLayout({ children }: { children: ReactNode }) {
  const { title, description } = KIND_WORDS.subscriber;
  const skeleton = (
    <>
      <PageHeader title={title} description={description} />
      <DataTableSkeleton />
    </>
  );
  return <SkeletonUntilRead skeleton={skeleton}>{children}</SkeletonUntilRead>;
}
