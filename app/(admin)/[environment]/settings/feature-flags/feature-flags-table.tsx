"use client";

import { Flag, Pencil, Trash2 } from "lucide-react";
import type { DataTableColumn, DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import type { FeatureFlagRow } from "@/lib/feature-flags/list-feature-flags";
import { FLAG_LEVEL_LABELS, FLAG_TYPE_LABELS, flagValueInWords } from "@/lib/feature-flags/schema";
import { useDialogUrl } from "../use-dialog-url";

const columns: DataTableColumn<FeatureFlagRow>[] = [
  { id: "name", header: "Name", cell: ({ name }) => name, note: ({ description }) => description || null },
  {
    id: "key",
    header: "Key",
    cell: ({ key }) => <span className="break-all font-mono text-xs">{key}</span>,
  },
  { id: "type", header: "Type", cell: ({ type }) => FLAG_TYPE_LABELS[type] },
  {
    id: "value",
    header: "Value",
    isOnPhone: true,
    cell: ({ type, defaultValue, environmentValue }) => (
      <span className="flex max-w-64 items-center gap-2">
        <span className="truncate">{flagValueInWords(type, environmentValue ?? defaultValue)}</span>
        {environmentValue === null ? (
          <Badge variant="outline" className="max-sm:hidden">
            Default
          </Badge>
        ) : null}
      </span>
    ),
  },
  {
    id: "level",
    header: "Override level",
    cell: ({ allowOverrideLevel }) => FLAG_LEVEL_LABELS[allowOverrideLevel],
  },
];

export function FeatureFlagsTable({
  rows,
  canWrite,
  page,
}: {
  rows: FeatureFlagRow[];
  canWrite: boolean;
  page: DataTablePage;
}) {
  const { hrefFor } = useDialogUrl();
  return (
    <DataTable
      label="Feature flags"
      columns={columns}
      rows={rows}
      getRowId={(row) => row.id}
      getRowName={(row) => row.name}
      getRowHref={canWrite ? (row) => hrefFor("edit", row.id) : undefined}
      getRowEntries={
        canWrite
          ? (row) => [
              { label: "Edit feature flag", icon: Pencil, href: hrefFor("edit", row.id) },
              {
                label: "Delete",
                icon: Trash2,
                href: hrefFor("delete", row.id),
                isDestructive: true,
                startsGroup: true,
              },
            ]
          : undefined
      }
      searchLabel="Search feature flags"
      page={page}
      empty={
        <EmptyState
          icon={Flag}
          title="No feature flags yet"
          text="Add the first one, such as new_checkout, then let the tokens of an application carry it."
        />
      }
    />
  );
}
