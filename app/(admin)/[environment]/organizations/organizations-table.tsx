"use client";

import { Building2 } from "lucide-react";
import type { DataTableColumn, DataTableFilterSpec, DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { OrganizationRow } from "@/lib/organizations/list-organizations";
import { MOST_MEMBERS_COUNTED, type OrganizationFilter } from "@/lib/organizations/list-spec";
import { OrganizationBadges } from "./organization-badges";
import { useOrganizationDeeds } from "./use-organization-deeds";

const columns: DataTableColumn<OrganizationRow>[] = [
  {
    id: "name",
    header: "Name",
    sortKey: "name",
    note: ({ code }) => <span className="font-mono">{code}</span>,
    cell: ({ name, isDefault, suspendedAt }) => (
      <span className="flex min-w-0 items-center gap-2 xl:max-w-96">
        <bdi className="min-w-0 truncate">{name}</bdi>
        <OrganizationBadges isDefault={isDefault} isSuspended={suspendedAt !== null} />
      </span>
    ),
  },
  {
    id: "externalId",
    header: "External ID",
    cell: ({ externalId }) =>
      externalId ? (
        <span title={externalId} className="block max-w-48 truncate">
          {externalId}
        </span>
      ) : (
        <span className="text-muted-foreground">None</span>
      ),
  },
  {
    id: "users",
    header: "Users",
    align: "right",
    isOnPhone: true,
    cell: ({ memberCount }) =>
      memberCount > MOST_MEMBERS_COUNTED
        ? `${MOST_MEMBERS_COUNTED.toLocaleString("en")}+`
        : memberCount.toLocaleString("en"),
  },
  {
    id: "created",
    header: "Created",
    sortKey: "created",
    sortsDescendingFirst: true,
    cell: ({ createdAt }) => <RelativeTime value={createdAt} />,
  },
];

const filters: (DataTableFilterSpec & { key: OrganizationFilter })[] = [
  {
    key: "status",
    label: "Status",
    kind: "options",
    options: [
      { value: "active", label: "Active" },
      { value: "suspended", label: "Suspended" },
    ],
  },
];

/** The list of organizations with all that can be done from it. */
export function OrganizationsTable({
  environmentKey,
  organizations,
  page,
  sort,
  canWrite,
}: {
  environmentKey: string;
  organizations: readonly OrganizationRow[];
  page: DataTablePage;
  sort: string;
  canWrite: boolean;
}) {
  const deeds = useOrganizationDeeds(environmentKey, canWrite);
  return (
    <>
      <DataTable
        label="Organizations"
        columns={columns}
        rows={organizations}
        getRowId={({ id }) => id}
        getRowName={({ name }) => name}
        getRowHref={({ id }) => `/${environmentKey}/organizations/${id}`}
        getRowEntries={({ id, name, isDefault, suspendedAt }) =>
          deeds.entries({ id, name, isDefault, isSuspended: suspendedAt !== null })
        }
        sort={sort}
        searchLabel="Search organizations"
        filters={filters}
        page={page}
        empty={
          <EmptyState
            icon={Building2}
            title="No organizations yet"
            text="Add one, and give its users roles there."
          />
        }
      />
      {deeds.dialog}
    </>
  );
}
