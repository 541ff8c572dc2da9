"use client";

import { ChevronsUpDown } from "lucide-react";
import { MenuButton } from "@/components/ui/menu-button";

export type EnvironmentSwitcherProps = {
  current: { key: string; name: string };
  environments: readonly { key: string; name: string; href: string }[];
  /** Where all environments are looked after, for those who may. */
  manageHref?: string;
};

/** Which environment is shown, and the way to the others. */
export function EnvironmentSwitcher({ current, environments, manageHref }: EnvironmentSwitcherProps) {
  return (
    <MenuButton
      variant="outline"
      size="sm"
      align="start"
      menuClassName="w-(--radix-dropdown-menu-trigger-width)"
      aria-label={`Environment: ${current.name}`}
      className="h-9 w-full justify-start gap-2 px-2.5"
      entries={[
        ...environments.map((item) => ({
          label: item.name,
          href: item.href,
          isCurrent: item.key === current.key,
        })),
        ...(manageHref ? [{ label: "Manage environments", href: manageHref, startsGroup: true }] : []),
      ]}
    >
      <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-brand" />
      <span className="min-w-0 flex-1 truncate text-left">{current.name}</span>
      <ChevronsUpDown aria-hidden="true" className="size-3.5! text-muted-foreground" />
    </MenuButton>
  );
}
