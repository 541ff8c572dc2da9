"use client";

import { Copy, Eye, Pencil, ShieldCheck, Trash2, Users } from "lucide-react";
import { usePathname } from "next/navigation";
import type { DataTableColumn, DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import type { RoleRow } from "@/lib/roles/list-roles";
import { useDialogUrl } from "../use-dialog-url";

const columns: DataTableColumn<RoleRow>[] = [
  {
    id: "name",
    header: "Name",
    cell: ({ name, isBuiltIn }) => (
      <span className="flex flex-wrap items-center gap-2">
        {name}
        {isBuiltIn ? <Badge variant="secondary">Built in</Badge> : null}
      </span>
    ),
    note: ({ description }) => description || null,
  },
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
  canSeeHolders,
  page,
}: {
  rows: RoleRow[];
  canWrite: boolean;
  canSeeHolders: boolean;
  page: DataTablePage;
}) {
  const { hrefFor } = useDialogUrl();
  const pathname = usePathname();
  return (
    <DataTable
      label="Roles"
      columns={columns}
      rows={rows}
      getRowId={(row) => row.id}
      getRowName={(row) => row.name}
      getRowHref={(row) => hrefFor("edit", row.id)}
      getRowEntries={(row) => [
        canWrite && !row.isFixed
          ? { label: "Edit", icon: Pencil, href: hrefFor("edit", row.id) }
          : { label: "View", icon: Eye, href: hrefFor("edit", row.id) },
        ...(canSeeHolders ? [{ label: "Who has this", icon: Users, href: `${pathname}/${row.id}` }] : []),
        ...(canWrite ? [{ label: "Copy", icon: Copy, href: hrefFor("copy", row.id) }] : []),
        ...(canWrite && !row.isBuiltIn
          ? [
              {
                label: "Delete",
                icon: Trash2,
                href: hrefFor("delete", row.id),
                isDestructive: true,
                startsGroup: true,
              },
            ]
          : []),
      ]}
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
