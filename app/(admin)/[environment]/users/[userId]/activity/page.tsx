import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EventTable } from "@/components/audit-log/event-table";
import { findEvent } from "@/lib/audit-log/find-event";
import { listEventFilters } from "@/lib/audit-log/list-event-filters";
import { listEvents } from "@/lib/audit-log/list-events";
import { eventListSpec } from "@/lib/audit-log/schema";
import { requireAdmin } from "@/lib/boundary/session";
import { isId } from "@/lib/core/ids";
import { parseListParams } from "@/lib/core/list-params";
import { can } from "@/lib/permissions/assert-can";
import { listAcceptances } from "@/lib/policy-acceptance/list-acceptances";
import { findActivitySummary } from "@/lib/users/find-activity-summary";
import { ActivitySummaryCards } from "./activity-summary-cards";

export const metadata: Metadata = { title: "Activity" };

type Props = {
  params: Promise<{ environment: string; userId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ActivityPage({ params, searchParams }: Props) {
  const { environment, userId } = await params;
  const ctx = await requireAdmin(environment);
  if (!isId(userId) || !can(ctx, "users:read") || !can(ctx, "audit:read")) notFound();
  const search = await searchParams;
  const asked = parseListParams(search, eventListSpec);
  const list = { ...asked, q: "", filters: { ...asked.filters, user: [userId] } };
  const [summary, acceptances, { rows, ...page }, options, details] = await Promise.all([
    findActivitySummary(ctx, userId),
    listAcceptances(ctx, userId),
    listEvents(ctx, list),
    listEventFilters(ctx, list),
    typeof search.event === "string" ? findEvent(ctx, search.event) : null,
  ]);
  if (!summary) notFound();
  return (
    <>
      <ActivitySummaryCards summary={summary} acceptances={acceptances} />
      <section aria-labelledby="logs">
        <h2 id="logs" className="mb-3 font-semibold text-lg tracking-tight">
          Logs
        </h2>
        <EventTable
          environmentKey={ctx.environment.key}
          rows={rows}
          page={page}
          details={details?.user?.id === userId ? details : null}
          filters={[
            { key: "type", label: "Event", kind: "options", options: options.types },
            { key: "date", label: "Date", kind: "date" },
            { key: "application", label: "Application", kind: "options", options: options.applications },
            { key: "actor", label: "Actor", kind: "options", options: options.admins },
          ]}
          isOfOneUser
        />
      </section>
    </>
  );
}
