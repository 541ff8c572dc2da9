"use client";

import { Ellipsis } from "lucide-react";
import { MenuButton, type MenuEntry } from "@/components/ui/menu-button";

/** The three dots at the end of a row. */
export function RowMenu({ name, entries }: { name: string; entries: readonly MenuEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <MenuButton
      variant="ghost"
      size="icon-sm"
      aria-label={`Actions for ${name}`}
      entries={entries}
      className="text-muted-foreground"
    >
      <Ellipsis aria-hidden="true" />
    </MenuButton>
  );
}
