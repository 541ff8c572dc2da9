"use client";

import { ListChecks } from "lucide-react";
import type { DataTableColumn, DataTableFilterSpec, DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { BULK_OUTCOME_LABELS } from "@/lib/bulk/bulk-words";
import type { BulkResult } from "@/lib/bulk/list-bulk-results";
import type { BulkResultFilter } from "@/lib/bulk/list-spec";

const variants = {
  changed: "success",
  refused: "destructive",
  skipped: "secondary",
  pending: "outline",
} as const;

const nameOf = ({ name }: BulkResult) => name ?? "Deleted user";

const columns: DataTableColumn<BulkResult>[] = [
  {
    id: "user",
    header: "User",
    note: ({ email, userId, name }) => (name === null ? <span className="font-mono">{userId}</span> : email),
    cell: (row) => <bdi className="min-w-0 truncate">{nameOf(row)}</bdi>,
  },
  {
    id: "outcome",
    header: "Result",
    isOnPhone: true,
    cell: ({ outcome }) => <Badge variant={variants[outcome]}>{BULK_OUTCOME_LABELS[outcome]}</Badge>,
  },
  {
    id: "reason",
    header: "Reason",
    takesRoom: true,
    cell: ({ reason }) =>
      reason ? <span title={reason}>{reason}</span> : <span className="text-muted-foreground">None</span>,
  },
];

const filters: (DataTableFilterSpec & { key: BulkResultFilter })[] = [
  {
    key: "outcome",
    label: "Result",
    kind: "options",
    options: Object.entries(BULK_OUTCOME_LABELS).map(([value, label]) => ({ value, label })),
  },
];

/** What became of each user of a bulk action. */
export function BulkResultsTable({
  environmentKey,
  results,
  page,
  tools,
}: {
  environmentKey: string;
  results: readonly BulkResult[];
  page: DataTablePage;
  tools?: React.ReactNode;
}) {
  return (
    <DataTable
      label="Results"
      columns={columns}
      rows={results}
      getRowId={({ userId }) => userId}
      getRowName={nameOf}
      getRowHref={({ userId }) => `/${environmentKey}/users/${userId}`}
      filters={filters}
      tools={tools}
      page={page}
      empty={
        <EmptyState
          icon={ListChecks}
          title="No users"
          text="Either nobody matched, or the users are still being found."
        />
      }
    />
  );
}
