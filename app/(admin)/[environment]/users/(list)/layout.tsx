import type { ReactNode } from "react";
import { DataTableSkeleton } from "@/components/data-table/data-table-skeleton";
import { SkeletonUntilRead } from "@/components/layout/skeleton-until-read";
import { PageHeader } from "@/components/ui/page-header";

export default function ListLayout({ children }: { children: ReactNode }) {
  const skeleton = (
    <>
      <PageHeader title="Users" description="Everyone who can sign in here, in all organizations." />
      <DataTableSkeleton />
    </>
  );
  return <SkeletonUntilRead skeleton={skeleton}>{children}</SkeletonUntilRead>;
}
