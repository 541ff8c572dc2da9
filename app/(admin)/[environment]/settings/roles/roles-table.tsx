"use client";

import { Eye, Pencil, ShieldCheck, Trash2 } from "lucide-react";
import type { DataTableColumn, DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import type { RoleRow } from "@/lib/roles/list-roles";
import { useDialogUrl } from "../use-dialog-url";

const columns: DataTableColumn<RoleRow>[] = [
  { id: "name", header: "Name", cell: ({ name }) => name, note: ({ description }) => description || null },
  {
    id: "key",
    header: "Key",
    isOnPhone: true,
    cell: ({ key }) => <span className="break-all font-mono text-xs">{key}</span>,
  },
  { id: "permissions", header: "Permissions", cell: ({ permissions }) => permissions },
  {
    id: "new-users",
    header: "New users",
    cell: ({ isAssignedToNewUsers }) =>
      isAssignedToNewUsers ? <Badge variant="outline">Assigned</Badge> : null,
  },
];

export function RolesTable({
  rows,
  canWrite,
  page,
}: {
  rows: RoleRow[];
  canWrite: boolean;
  page: DataTablePage;
}) {
  const { hrefFor } = useDialogUrl();
  return (
    <DataTable
      label="Roles"
      columns={columns}
      rows={rows}
      getRowId={(row) => row.id}
      getRowName={(row) => row.name}
      getRowHref={(row) => hrefFor("edit", row.id)}
      getRowEntries={(row) =>
        canWrite
          ? [
              { label: "Edit", icon: Pencil, href: hrefFor("edit", row.id) },
              {
                label: "Delete",
                icon: Trash2,
                href: hrefFor("delete", row.id),
                isDestructive: true,
                startsGroup: true,
              },
            ]
          : [{ label: "View", icon: Eye, href: hrefFor("edit", row.id) }]
      }
      searchLabel="Search roles"
      page={page}
      empty={
        <EmptyState
          icon={ShieldCheck}
          title="No roles yet"
          text="Add the first one to give several permissions at once."
        />
      }
    />
  );
}
