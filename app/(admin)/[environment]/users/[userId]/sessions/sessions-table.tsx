"use client";

import { LogOut, Monitor, MonitorSmartphone, Smartphone, Tablet } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { DataTableColumn, DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { countryName } from "@/lib/audit-log/country-name";
import type { SessionRow } from "@/lib/sessions/schema";

const EndSessionDialog = lazy(() => import("./end-session-dialog"));

const icons = { desktop: Monitor, mobile: Smartphone, tablet: Tablet, unknown: MonitorSmartphone };

function DeviceIcon({ kind }: Pick<SessionRow, "kind">) {
  const Icon = icons[kind];
  return <Icon aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />;
}

const columns: DataTableColumn<SessionRow>[] = [
  {
    id: "device",
    header: "Device",
    leading: ({ kind }) => <DeviceIcon kind={kind} />,
    cell: ({ device }) => device,
    note: ({ isCurrent, isOfflineAccess }) =>
      isCurrent ? <Badge variant="success">This session</Badge> : isOfflineAccess ? "Offline access" : null,
  },
  {
    id: "place",
    header: "Place",
    cell: ({ location, ip }) => (
      <>
        <span className="block">{countryName(location) ?? "Unknown"}</span>
        {ip ? <span className="block text-muted-foreground text-xs">{ip}</span> : null}
      </>
    ),
  },
  {
    id: "applications",
    header: "Applications",
    cell: ({ applications }) => applications.join(", ") || "None yet",
    takesRoom: true,
  },
  { id: "started", header: "Started", cell: ({ startedAt }) => <RelativeTime value={startedAt} /> },
  {
    id: "seen",
    header: "Last seen",
    cell: ({ lastSeenAt }) => <RelativeTime value={lastSeenAt} />,
    isOnPhone: true,
  },
];

type SessionsTableProps = {
  environmentKey: string;
  user: { id: string; name: string };
  rows: SessionRow[];
  page: DataTablePage;
  canEnd: boolean;
  isSelf: boolean;
};

/** Where a user is signed in at this moment, and how to end that. */
export function SessionsTable({ environmentKey, user, rows, page, canEnd, isSelf }: SessionsTableProps) {
  const [ending, setEnding] = useState<SessionRow | "all" | null>(null);
  const others = rows.filter(({ isCurrent }) => !isCurrent);
  return (
    <section aria-labelledby="sessions">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="sessions" className="font-semibold text-lg tracking-tight">
          Sessions
        </h2>
        {canEnd && others.length > 0 ? (
          <Button variant="outline" size="sm" onClick={() => setEnding("all")}>
            <LogOut aria-hidden="true" />
            {isSelf ? "End all other sessions" : "End all sessions"}
          </Button>
        ) : null}
      </div>
      <DataTable
        label="Sessions"
        columns={columns}
        rows={rows}
        getRowId={({ id }) => id}
        getRowName={({ device }) => device}
        getRowEntries={(row) =>
          canEnd && !row.isCurrent
            ? [{ label: "End session", icon: LogOut, isDestructive: true, onSelect: () => setEnding(row) }]
            : []
        }
        page={page}
        empty={
          <EmptyState
            icon={MonitorSmartphone}
            title="Not signed in anywhere"
            text="Each browser and device that this user signs in with appears here until it signs out."
          />
        }
      />
      <Suspense fallback={null}>
        {ending ? (
          <EndSessionDialog
            {...{ environmentKey, user, isSelf }}
            session={ending === "all" ? null : ending}
            onClose={() => setEnding(null)}
          />
        ) : null}
      </Suspense>
    </section>
  );
}
