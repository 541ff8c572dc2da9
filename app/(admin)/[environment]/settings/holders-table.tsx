"use client";

import { UserRound } from "lucide-react";
import type { DataTableColumn, DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import type { HolderRow } from "@/lib/users/list-holders";
import { userName } from "@/lib/users/user-name";
import { userColumns } from "../users/user-columns";

const shared = userColumns
  .filter(({ id }) => id === "name" || id === "email")
  // The order is that of creation: no header of this list sorts it.
  .map(({ sortKey: _, ...column }): DataTableColumn<HolderRow> => column);
const since: DataTableColumn<HolderRow> = {
  id: "since",
  header: "Since",
  cell: ({ places }) => <RelativeTime value={places[0]?.since} />,
};
const columns = {
  role: [...shared, through("Organizations"), since],
  permission: [...shared, through("Through"), since],
};

/** The users who have a role or a permission, each with how and where. */
export function HoldersTable({
  environmentKey,
  kind,
  rows,
  page,
}: {
  environmentKey: string;
  kind: "role" | "permission";
  rows: readonly HolderRow[];
  page: DataTablePage;
}) {
  return (
    <DataTable
      label="Who has this"
      columns={columns[kind]}
      rows={rows}
      getRowId={({ id }) => id}
      getRowName={userName}
      getRowHref={({ id, places }) =>
        `/${environmentKey}/users/${id}/access?organization=${places[0]?.organization.id ?? ""}`
      }
      searchLabel="Search users"
      page={page}
      empty={
        <EmptyState
          icon={UserRound}
          title="Nobody has this"
          text={`No user has this ${kind} at the moment.`}
        />
      }
    />
  );
}

function through(header: "Through" | "Organizations"): DataTableColumn<HolderRow> {
  return {
    id: "through",
    header,
    isOnPhone: true,
    cell: ({ places, hasMorePlaces }) => (
      <ul className="flex min-w-32 flex-col gap-0.5 whitespace-normal md:min-w-64">
        {places.map(({ organization, role }) => (
          <li key={`${organization.id} ${role}`}>
            {header === "Through" ? (role ?? "Directly") : null}
            {header === "Through" ? <span className="text-muted-foreground"> in </span> : null}
            <bdi>{organization.name}</bdi>
          </li>
        ))}
        {hasMorePlaces ? <li className="text-muted-foreground">and more</li> : null}
      </ul>
    ),
  };
}
