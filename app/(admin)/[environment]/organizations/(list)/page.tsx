import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { parseListParams } from "@/lib/core/list-params";
import { listOrganizations } from "@/lib/organizations/list-organizations";
import { ORGANIZATION_LIST } from "@/lib/organizations/list-spec";
import { can } from "@/lib/permissions/assert-can";
import { AddOrganizationButton } from "../add-organization-button";
import { ImportOrganizationsButton } from "../import-organizations-button";
import { OrganizationsTable } from "../organizations-table";

export const metadata: Metadata = { title: "Organizations" };

type Props = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function OrganizationsPage({ params, searchParams }: Props) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "organizations:read")) notFound();
  const list = parseListParams(await searchParams, ORGANIZATION_LIST);
  const { organizations, ...page } = await listOrganizations(ctx, list);
  const { key } = ctx.environment;
  const canWrite = can(ctx, "organizations:write");
  return (
    <>
      <PageHeader
        title="Organizations"
        description="The companies and groups that your users belong to. Roles are held within one."
      >
        {canWrite ? (
          <>
            <ImportOrganizationsButton environmentKey={key} />
            <AddOrganizationButton environmentKey={key} />
          </>
        ) : null}
      </PageHeader>
      <OrganizationsTable
        environmentKey={key}
        organizations={organizations}
        page={page}
        sort={`${list.sort.isDescending ? "-" : ""}${list.sort.key}`}
        canWrite={canWrite}
      />
    </>
  );
}
