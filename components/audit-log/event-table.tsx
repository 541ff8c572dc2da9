"use client";

import { Eye, ListFilter, ScrollText, UserRound } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense, useRef } from "react";
import { logColumns, userLogColumns } from "@/components/audit-log/event-columns";
import type { DataTableFilterSpec, DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
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
  const pathname = usePathname();
  const wasOpenedHere = useRef(false);

  function hrefWith(change: Record<string, string | null>): string {
    const search = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(change)) {
      if (value === null) search.delete(name);
      else search.set(name, value);
    }
    return search.size > 0 ? `${pathname}?${search}` : pathname;
  }

  function open(row: EventRow): void {
    wasOpenedHere.current = true;
    router.push(hrefWith({ event: row.id }), { scroll: false });
  }

  function close(): void {
    // Opened from this list, closing is a step back; opened by a link, there is no list to go back to.
    if (wasOpenedHere.current) router.back();
    else router.replace(hrefWith({ event: null }), { scroll: false });
    wasOpenedHere.current = false;
  }

  function entries(row: EventRow): MenuEntry[] {
    const result: MenuEntry[] = [{ label: "View details", icon: Eye, onSelect: () => open(row) }];
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
        onRowOpen={open}
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
