"use client";

import { ListFilter, ShieldCheck } from "lucide-react";
import { lazy, Suspense } from "react";
import type { DataTableColumn, DataTableFilterSpec, DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { usePanelUrl } from "@/components/data-table/use-panel-url";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import {
  APPROVAL_STATES,
  type ApprovalDetails,
  type ApprovalRow,
  DEED_KIND_LABELS,
} from "@/lib/approvals/schema";
import { APPROVAL_STATE_LABELS, ApprovalStateBadge } from "./approval-state-badge";

const ApprovalPanel = lazy(() => import("./approval-panel"));

const columns: DataTableColumn<ApprovalRow>[] = [
  {
    id: "deed",
    header: "Request",
    cell: ({ kind }) => DEED_KIND_LABELS[kind],
    // A phone has room for two columns: there the user stands under the deed.
    note: ({ user }) => <span className="md:hidden">{user.name}</span>,
  },
  { id: "user", header: "User", cell: ({ user }) => user.name, takesRoom: true },
  { id: "by", header: "Asked by", cell: ({ requestedBy }) => requestedBy.name },
  {
    id: "state",
    header: "State",
    cell: ({ state }) => <ApprovalStateBadge state={state} />,
    isOnPhone: true,
  },
  {
    id: "asked",
    header: "Asked",
    cell: ({ createdAt }) => <RelativeTime value={createdAt} className="whitespace-nowrap" />,
  },
  {
    id: "expires",
    header: "Expires",
    cell: ({ state, expiresAt }) =>
      state === "pending" ? (
        <RelativeTime value={expiresAt} className="whitespace-nowrap" />
      ) : (
        <span className="text-muted-foreground">–</span>
      ),
  },
];

const filters: DataTableFilterSpec[] = [
  {
    key: "state",
    label: "State",
    kind: "options",
    icon: ListFilter,
    options: APPROVAL_STATES.map((value) => ({ value, label: APPROVAL_STATE_LABELS[value] })),
  },
];

/** The requests for approval with a panel for the one that the URL names (`request`). */
export function ApprovalsTable({
  environmentKey,
  rows,
  page,
  details,
  canOpenUsers,
}: {
  environmentKey: string;
  rows: readonly ApprovalRow[];
  page: DataTablePage;
  details: ApprovalDetails | null;
  canOpenUsers: boolean;
}) {
  const { open, close } = usePanelUrl("request");
  return (
    <>
      <DataTable
        label="Approvals"
        columns={columns}
        rows={rows}
        getRowId={({ id }) => id}
        getRowName={({ kind, user }) => `${DEED_KIND_LABELS[kind]}, ${user.name}`}
        onRowOpen={({ id }) => open(id)}
        filters={filters}
        page={page}
        empty={
          <EmptyState
            icon={ShieldCheck}
            title="Nothing was asked for"
            text="What needs a second person by Settings > Support waits here."
          />
        }
      />
      {details ? (
        <Suspense fallback={null}>
          <ApprovalPanel
            // Another request is another panel, with nothing left of the one before.
            key={details.id}
            {...{ environmentKey, canOpenUsers }}
            request={details}
            onClose={close}
          />
        </Suspense>
      ) : null}
    </>
  );
}
