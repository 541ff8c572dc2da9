import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { listApplications, MOST_LISTED } from "@/lib/applications/list-applications";
import { requireAdmin } from "@/lib/boundary/session";
import { can } from "@/lib/permissions/assert-can";
import { AddApplicationButton } from "./add-application-button";
import { ApplicationsTable } from "./applications-table";

export const metadata: Metadata = { title: "Applications" };

export default async function ApplicationsPage({ params }: { params: Promise<{ environment: string }> }) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "applications:read")) notFound();
  const applications = await listApplications(ctx);
  const { key } = ctx.environment;
  const add = can(ctx, "applications:write") ? <AddApplicationButton environmentKey={key} /> : null;
  return (
    <>
      <PageHeader title="Applications" description="What the users of this environment sign in to.">
        {add}
      </PageHeader>
      <ApplicationsTable
        environmentKey={key}
        rows={applications.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }))}
        isCapped={applications.length === MOST_LISTED}
      />
    </>
  );
}
