"use client";

import { Eye, ListFilter, ScrollText, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense } from "react";
import { logColumns, userLogColumns } from "@/components/audit-log/event-columns";
import type { DataTableFilterSpec, DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { usePanelUrl } from "@/components/data-table/use-panel-url";
import { EmptyState } from "@/components/ui/empty-state";
import type { MenuEntry } from "@/components/ui/menu-button";
import type { EventDetails, EventRow } from "@/lib/audit-log/schema";

const EventPanel = lazy(() => import("@/components/audit-log/event-panel"));

/** The lines of the log with a panel for the one that the URL names (`event`). */
export function EventTable({
  environmentKey,
  rows,
  page,
  details,
  filters,
  tools,
  isOfOneUser = false,
}: {
  environmentKey: string;
  rows: readonly EventRow[];
  page: DataTablePage;
  details: EventDetails | null;
  filters: readonly DataTableFilterSpec[];
  tools?: ReactNode;
  isOfOneUser?: boolean;
}) {
  const router = useRouter();
  const { hrefWith, open, close } = usePanelUrl("event");

  function entries(row: EventRow): MenuEntry[] {
    const result: MenuEntry[] = [{ label: "View details", icon: Eye, onSelect: () => open(row.id) }];
    const { user } = row;
    if (!user || isOfOneUser) return result;
    result.push({
      label: "Show only this user",
      icon: ListFilter,
      onSelect: () => router.push(hrefWith({ user: user.id, cursor: null, direction: null })),
    });
    if (user.state !== "erased") {
      result.push({ label: "Open user", icon: UserRound, href: `/${environmentKey}/users/${user.id}` });
    }
    return result;
  }

  return (
    <>
      <DataTable
        label="Logs"
        columns={isOfOneUser ? userLogColumns : logColumns}
        rows={rows}
        getRowId={(row) => row.id}
        getRowName={(row) => (row.user ? `${row.label}, ${row.user.name}` : row.label)}
        onRowOpen={(row) => open(row.id)}
        getRowEntries={entries}
        searchLabel={isOfOneUser ? undefined : "Search by user"}
        filters={filters}
        tools={tools}
        page={page}
        empty={
          <EmptyState
            icon={ScrollText}
            title="Nothing has happened yet"
            text="Sign-ins and changes show up here."
          />
        }
      />
      {details ? (
        <Suspense fallback={null}>
          <EventPanel environmentKey={environmentKey} event={details} onClose={close} />
        </Suspense>
      ) : null}
    </>
  );
}
