"use client";

import { Waypoints } from "lucide-react";
import type { DataTableColumn } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { ConnectionStatus } from "./connection-status";

type Row = {
  id: string;
  name: string;
  issuer: string;
  emailDomains: string[];
  isEnabled: boolean;
  createdAt: string;
};

const MOST_DOMAINS = 3;

const columns: DataTableColumn<Row>[] = [
  { id: "name", header: "Name", cell: ({ name }) => name },
  {
    id: "status",
    header: "Status",
    isOnPhone: true,
    cell: ({ isEnabled }) => <ConnectionStatus isEnabled={isEnabled} />,
  },
  {
    id: "issuer",
    header: "Issuer",
    cell: ({ issuer }) => <span className="break-all font-mono text-xs">{issuer}</span>,
  },
  { id: "domains", header: "Email domains", cell: ({ emailDomains }) => domainsInWords(emailDomains) },
  { id: "created", header: "Added", cell: ({ createdAt }) => <RelativeTime value={createdAt} /> },
];

function domainsInWords(domains: string[]): string {
  const more = domains.length - MOST_DOMAINS;
  return [...domains.slice(0, MOST_DOMAINS), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

export function ConnectionsTable({
  environmentKey,
  rows,
  isCapped,
}: {
  environmentKey: string;
  rows: Row[];
  isCapped: boolean;
}) {
  return (
    <DataTable
      label="Connections"
      columns={columns}
      rows={rows}
      getRowId={(row) => row.id}
      getRowName={(row) => row.name}
      getRowHref={(row) => `/${environmentKey}/settings/connections/${row.id}`}
      page={{ from: 1, count: rows.length, isCapped, next: null, previous: null }}
      empty={
        <EmptyState
          icon={Waypoints}
          title="No connections yet"
          text="Add the identity provider of a company, and its people sign in with the accounts they have there."
        />
      }
    />
  );
}
