import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { approvalsInSight } from "@/lib/approvals/can-see-approvals";
import { getRequest } from "@/lib/approvals/get-request";
import { listRequests } from "@/lib/approvals/list-requests";
import { APPROVAL_LIST } from "@/lib/approvals/schema";
import { requireAdmin } from "@/lib/boundary/session";
import { parseListParams } from "@/lib/core/list-params";
import { can } from "@/lib/permissions/assert-can";
import { findOrNull } from "../settings/find-or-null";
import { ApprovalsTable } from "./approvals-table";

export const metadata: Metadata = { title: "Approvals" };

type Props = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ApprovalsPage({ params, searchParams }: Props) {
  const ctx = await requireAdmin((await params).environment);
  const sight = approvalsInSight(ctx);
  if (!sight) notFound();
  const search = await searchParams;
  const [{ rows, ...page }, details] = await Promise.all([
    listRequests(ctx, parseListParams(search, APPROVAL_LIST)),
    findOrNull(search.request, (id) => getRequest(ctx, id)),
  ]);
  return (
    <>
      <PageHeader
        title="Approvals"
        description={
          sight === "all"
            ? "What members of your team have asked a second person for. What is approved is done at once, exactly as it was asked."
            : "What you have asked a second person for. You are told by email once it is decided."
        }
      />
      <ApprovalsTable
        environmentKey={ctx.environment.key}
        rows={rows}
        page={page}
        details={details}
        canOpenUsers={can(ctx, "users:read")}
      />
    </>
  );
}
