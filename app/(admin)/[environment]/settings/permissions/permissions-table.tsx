"use client";

import { KeyRound, Pencil, Trash2, Users } from "lucide-react";
import { usePathname } from "next/navigation";
import type { DataTableColumn, DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import type { PermissionRow } from "@/lib/permissions/list-permissions";
import { useDialogUrl } from "../use-dialog-url";

const columns: DataTableColumn<PermissionRow>[] = [
  { id: "name", header: "Name", cell: ({ name }) => name, note: ({ description }) => description || null },
  {
    id: "key",
    header: "Key",
    isOnPhone: true,
    cell: ({ key }) => <span className="break-all font-mono text-xs">{key}</span>,
  },
  { id: "roles", header: "Roles", cell: ({ roles }) => roles },
  {
    id: "automatic",
    header: "New roles",
    cell: ({ isAddedToNewRoles }) =>
      isAddedToNewRoles ? <Badge variant="outline">Added automatically</Badge> : null,
  },
];

export function PermissionsTable({
  rows,
  canWrite,
  canSeeHolders,
  page,
}: {
  rows: PermissionRow[];
  canWrite: boolean;
  canSeeHolders: boolean;
  page: DataTablePage;
}) {
  const { hrefFor } = useDialogUrl();
  const pathname = usePathname();
  const holdersHref = ({ id }: PermissionRow) => `${pathname}/${id}`;
  return (
    <DataTable
      label="Permissions"
      columns={columns}
      rows={rows}
      getRowId={(row) => row.id}
      getRowName={(row) => row.name}
      getRowHref={
        canWrite ? (row) => hrefFor("edit", row.id) : canSeeHolders ? (row) => holdersHref(row) : undefined
      }
      getRowEntries={
        canWrite || canSeeHolders
          ? (row) => [
              ...(canWrite
                ? [{ label: "Edit permission", icon: Pencil, href: hrefFor("edit", row.id) }]
                : []),
              ...(canSeeHolders ? [{ label: "Who has this", icon: Users, href: holdersHref(row) }] : []),
              ...(canWrite
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
            ]
          : undefined
      }
      searchLabel="Search permissions"
      page={page}
      empty={
        <EmptyState
          icon={KeyRound}
          title="No permissions yet"
          text="Add the first one, such as read:reports, then give it to users or put it into a role."
        />
      }
    />
  );
}
