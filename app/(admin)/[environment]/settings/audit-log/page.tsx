import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { findEvent } from "@/lib/audit-log/find-event";
import { listEventFilters } from "@/lib/audit-log/list-event-filters";
import { listEvents } from "@/lib/audit-log/list-events";
import { eventListSpec } from "@/lib/audit-log/schema";
import { requireAdmin } from "@/lib/boundary/session";
import { parseListParams } from "@/lib/core/list-params";
import { can } from "@/lib/permissions/assert-can";
import { AuditLogTable } from "./audit-log-table";

export const metadata: Metadata = { title: "Audit log" };

type Props = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function AuditLogPage({ params, searchParams }: Props) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "audit:read")) notFound();
  const search = await searchParams;
  const list = parseListParams(search, eventListSpec);
  const [{ rows, ...page }, options, details] = await Promise.all([
    listEvents(ctx, list),
    listEventFilters(ctx, list),
    typeof search.event === "string" ? findEvent(ctx, search.event) : null,
  ]);
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Every sign-in and every change in this environment: who, when, from where and why."
      />
      <AuditLogTable
        environmentKey={ctx.environment.key}
        rows={rows}
        page={page}
        details={details}
        options={options}
        canExport={can(ctx, "audit:export")}
      />
    </>
  );
}
