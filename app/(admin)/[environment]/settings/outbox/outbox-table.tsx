"use client";

import { Mail } from "lucide-react";
import type { DataTableColumn, DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { OutboxRow } from "@/lib/outbox/schema";
import { MessageStatus } from "./message-status";

const columns: DataTableColumn<OutboxRow>[] = [
  { id: "subject", header: "Subject", cell: (row) => row.subject, note: (row) => `to ${row.recipient}` },
  { id: "status", header: "Status", cell: (row) => <MessageStatus status={row.status} />, isOnPhone: true },
  { id: "time", header: "Written", cell: (row) => <RelativeTime value={row.at} /> },
];

type OutboxTableProps = { environmentKey: string; rows: OutboxRow[]; page: DataTablePage };

/** The mail of an environment; a row leads to the message. */
export function OutboxTable({ environmentKey, rows, page }: OutboxTableProps) {
  return (
    <DataTable
      label="Messages"
      columns={columns}
      rows={rows}
      getRowId={(row) => row.id}
      getRowName={(row) => row.subject}
      getRowHref={(row) => `/${environmentKey}/settings/outbox/${row.id}`}
      sort="-time"
      page={page}
      empty={
        <EmptyState
          icon={Mail}
          title="No mail yet"
          text="Codes and notices to users appear here once they are written."
        />
      }
    />
  );
}
