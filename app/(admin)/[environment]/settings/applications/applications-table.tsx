"use client";

import { AppWindow } from "lucide-react";
import type { DataTableColumn } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { type ApplicationKind, KIND_LABELS } from "@/lib/applications/schema";

type Row = {
  id: string;
  name: string;
  kind: ApplicationKind;
  clientId: string;
  isDashboard: boolean;
  createdAt: string;
};

const columns: DataTableColumn<Row>[] = [
  { id: "name", header: "Name", cell: ({ name }) => name },
  {
    id: "kind",
    header: "Kind",
    isOnPhone: true,
    cell: ({ kind, isDashboard }) =>
      isDashboard ? <Badge variant="outline">This dashboard</Badge> : KIND_LABELS[kind],
  },
  {
    id: "client-id",
    header: "Client ID",
    cell: ({ clientId }) => <span className="font-mono text-xs">{clientId}</span>,
  },
  { id: "created", header: "Added", cell: ({ createdAt }) => <RelativeTime value={createdAt} /> },
];

export function ApplicationsTable({
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
      label="Applications"
      columns={columns}
      rows={rows}
      getRowId={(row) => row.id}
      getRowName={(row) => row.name}
      getRowHref={(row) => `/${environmentKey}/settings/applications/${row.id}`}
      page={{ from: 1, count: rows.length, isCapped, next: null, previous: null }}
      empty={
        <EmptyState
          icon={AppWindow}
          title="No applications yet"
          text="Add the first one to get the client ID with which your users sign in."
        />
      }
    />
  );
}
