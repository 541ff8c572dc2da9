"use client";

import type { LucideIcon } from "lucide-react";
import { type ComponentProps, lazy, type ReactNode, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";

export type MenuEntry = {
  label: string;
  icon?: LucideIcon;
  href?: string;
  onSelect?: () => void;
  isDisabled?: boolean;
  isDestructive?: boolean;
  /** Draws a line above this entry. */
  startsGroup?: boolean;
  /** Set for an entry that is one of several choices. */
  isChecked?: boolean;
  /** Set for the one link that leads to what is already shown. */
  isCurrent?: boolean;
  /** The menu stays open, for several choices in a row. */
  staysOpen?: boolean;
};

// Fifty row menus must cost nothing until one is wanted, so the menu itself is another file.
const load = () => import("@/components/ui/menu-button-menu");
const Menu = lazy(load);

type MenuButtonProps = Omit<ComponentProps<typeof Button>, "onSelect"> & {
  entries: readonly MenuEntry[];
  header?: ReactNode;
  align?: "start" | "end";
  menuClassName?: string;
};

/** A button with a menu given as data; the menu's code is loaded when the pointer or the focus comes near. */
export function MenuButton({ entries, header, align = "end", menuClassName, ...button }: MenuButtonProps) {
  const [isWanted, setWanted] = useState(false);
  const plain = (
    <Button
      {...button}
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        setWanted(true);
      }}
    />
  );
  if (!isWanted) return plain;
  return (
    <Suspense fallback={plain}>
      <Menu
        entries={entries}
        header={header}
        align={align}
        className={menuClassName}
        trigger={<Button {...button} />}
      />
    </Suspense>
  );
}
