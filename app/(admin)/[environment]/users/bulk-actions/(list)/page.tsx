import { ListChecks } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { requireAdmin } from "@/lib/boundary/session";
import { BULK_LABELS } from "@/lib/bulk/bulk-words";
import { listBulkJobs } from "@/lib/bulk/list-bulk-jobs";
import { parseListParams } from "@/lib/core/list-params";
import { can } from "@/lib/permissions/assert-can";
import { AutoRefresh } from "../auto-refresh";
import { BulkStatusBadge } from "../bulk-status-badge";

export const metadata: Metadata = { title: "Bulk actions" };

type Props = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function BulkActionsPage({ params, searchParams }: Props) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "users:read")) notFound();
  const list = parseListParams(await searchParams, { sorts: ["created"], defaultSort: "-created" });
  const { jobs, next, previous } = await listBulkJobs(ctx, list);
  const base = `/${ctx.environment.key}/users/bulk-actions`;
  const isUnderWay = jobs.some(({ finishedAt }) => finishedAt === null);
  return (
    <>
      <PageHeader
        title="Bulk actions"
        description="What was done to many users at once, with a result for each. Kept for 30 days."
      />
      <AutoRefresh isOn={isUnderWay} />
      {jobs.length === 0 ? (
        <div className="rounded-xl border">
          <EmptyState
            icon={ListChecks}
            title="No bulk actions yet"
            text="Select users in the list, or all that match a filter, and choose what to do with them."
          />
        </div>
      ) : (
        <div className="overflow-x-auto rounded-xl border">
          <Table aria-label="Bulk actions">
            <TableHeader>
              <TableRow>
                <TableHead>Action</TableHead>
                <TableHead>Status</TableHead>
                <TableHead className="text-right">Users</TableHead>
                <TableHead className="text-right max-md:hidden">Changed</TableHead>
                <TableHead className="max-md:hidden">Started by</TableHead>
                <TableHead className="max-md:hidden">Started</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {jobs.map((job) => (
                <TableRow key={job.id}>
                  <TableCell>
                    <Link href={`${base}/${job.id}`} className="font-medium hover:underline">
                      {BULK_LABELS[job.deed.kind]}
                    </Link>
                  </TableCell>
                  <TableCell>
                    <BulkStatusBadge status={job.status} />
                  </TableCell>
                  <TableCell className="text-right tabular-nums">
                    {job.total?.toLocaleString("en") ?? "Counting"}
                  </TableCell>
                  <TableCell className="text-right tabular-nums max-md:hidden">
                    {job.changed.toLocaleString("en")}
                  </TableCell>
                  <TableCell className="max-md:hidden">
                    <bdi>{job.startedBy}</bdi>
                  </TableCell>
                  <TableCell className="max-md:hidden">
                    <RelativeTime value={job.createdAt} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      {next || previous ? (
        <div className="mt-3">
          <Pagination
            text="Newest first"
            previousHref={previous ? `${base}?cursor=${previous}&direction=previous` : null}
            nextHref={next ? `${base}?cursor=${next}` : null}
          />
        </div>
      ) : null}
    </>
  );
}
