"use client";

import { Columns3 } from "lucide-react";
import { useListUrl } from "@/components/data-table/list-url";
import { MenuButton } from "@/components/ui/menu-button";

/** Which columns there are, which are shown; the choice lives in the URL. */
export function DataTableColumns({
  columns,
}: {
  columns: readonly { id: string; header: string; isVisible: boolean; isFixed: boolean }[];
}) {
  const { replace } = useListUrl();
  function toggle(id: string): void {
    const shown = columns.filter((column) => (column.id === id ? !column.isVisible : column.isVisible));
    replace({ columns: shown.map((column) => column.id).join(",") });
  }
  return (
    <MenuButton
      variant="outline"
      size="sm"
      entries={columns
        .filter((column) => !column.isFixed)
        .map((column) => ({
          label: column.header,
          isChecked: column.isVisible,
          staysOpen: true,
          onSelect: () => toggle(column.id),
        }))}
    >
      <Columns3 aria-hidden="true" className="text-muted-foreground" />
      <span className="max-sm:sr-only">Columns</span>
    </MenuButton>
  );
}
