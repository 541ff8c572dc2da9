import { Download } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { RecordName } from "@/components/layout/record-name";
import { buttonVariants } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { BULK_LABELS } from "@/lib/bulk/bulk-words";
import { getBulkJob } from "@/lib/bulk/get-bulk-job";
import { listBulkResults } from "@/lib/bulk/list-bulk-results";
import { BULK_RESULT_LIST } from "@/lib/bulk/list-spec";
import { BULK_PERMISSIONS } from "@/lib/bulk/schema";
import type { Context } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { parseListParams } from "@/lib/core/list-params";
import { can } from "@/lib/permissions/assert-can";
import { AutoRefresh } from "../auto-refresh";
import { BulkProgress } from "../bulk-progress";
import { BulkResultsTable } from "../bulk-results-table";
import { BulkStatusBadge } from "../bulk-status-badge";
import { CancelBulkJobButton } from "../cancel-bulk-job-button";

export const metadata: Metadata = { title: "Bulk action" };

type Props = {
  params: Promise<{ environment: string; jobId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function BulkActionPage({ params, searchParams }: Props) {
  const { environment, jobId } = await params;
  const ctx = await requireAdmin(environment);
  if (!can(ctx, "users:read")) notFound();
  const list = parseListParams(await searchParams, BULK_RESULT_LIST);
  const job = await requireJob(ctx, jobId);
  const { results, ...page } = await listBulkResults(ctx, jobId, list);
  const isUnderWay = job.finishedAt === null;
  const title = BULK_LABELS[job.deed.kind];
  const { key } = ctx.environment;
  return (
    <>
      <RecordName id={job.id} name={title} />
      <PageHeader title={title} badge={<BulkStatusBadge status={job.status} />}>
        <Link href={`/${key}/users`} className={buttonVariants({ variant: "outline", size: "sm" })}>
          Back to users
        </Link>
        {isUnderWay && can(ctx, BULK_PERMISSIONS[job.deed.kind]) ? (
          <CancelBulkJobButton environmentKey={key} jobId={job.id} />
        ) : null}
      </PageHeader>
      <AutoRefresh isOn={isUnderWay} />
      <BulkProgress job={job} environmentKey={key} />
      <BulkResultsTable
        environmentKey={key}
        results={results}
        page={page}
        tools={
          can(ctx, "users:export") ? (
            <a
              href={`/${key}/users/bulk-actions/${job.id}/export`}
              download
              className={buttonVariants({ variant: "outline", size: "sm" })}
            >
              <Download aria-hidden="true" className="text-muted-foreground" />
              <span className="max-sm:sr-only">Download CSV</span>
            </a>
          ) : null
        }
      />
    </>
  );
}

async function requireJob(ctx: Context, jobId: string) {
  try {
    return await getBulkJob(ctx, jobId);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
