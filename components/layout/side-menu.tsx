import type { ReactNode } from "react";
import type { NavigationItem } from "@/components/layout/navigation";
import { SideMenuNav } from "@/components/layout/side-menu-nav";

/** A record's or a settings section's own menu beside its pages; a scrolling row of tabs at phone width. */
export function SideMenu({
  label,
  items,
  children,
}: {
  label: string;
  items: readonly NavigationItem[];
  children: ReactNode;
}) {
  return (
    <div className="gap-10 md:flex">
      <SideMenuNav label={label} items={items} />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
