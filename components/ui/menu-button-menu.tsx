"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { Fragment, type ReactElement, type ReactNode, useRef } from "react";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { MenuEntry } from "@/components/ui/menu-button";

function Entry({ entry, focusTrigger }: { entry: MenuEntry; focusTrigger: () => void }) {
  const Icon = entry.icon;
  const select = (event: Event) => {
    if (entry.staysOpen) event.preventDefault();
    // A dialog gives the focus back to what had it, and this entry will be gone by then.
    else focusTrigger();
    entry.onSelect?.();
  };
  const content = (
    <>
      {Icon ? <Icon aria-hidden="true" /> : null}
      <span className="min-w-0 truncate">{entry.label}</span>
      {entry.isCurrent ? <Check aria-hidden="true" className="ml-auto text-brand!" /> : null}
    </>
  );
  if (entry.isChecked !== undefined) {
    return (
      <DropdownMenuCheckboxItem checked={entry.isChecked} disabled={entry.isDisabled} onSelect={select}>
        {content}
      </DropdownMenuCheckboxItem>
    );
  }
  const variant = entry.isDestructive ? "destructive" : "default";
  if (entry.href) {
    return (
      <DropdownMenuItem asChild disabled={entry.isDisabled} variant={variant}>
        <Link href={entry.href} prefetch={false} aria-current={entry.isCurrent ? "true" : undefined}>
          {content}
        </Link>
      </DropdownMenuItem>
    );
  }
  return (
    <DropdownMenuItem disabled={entry.isDisabled} variant={variant} onSelect={select}>
      {content}
    </DropdownMenuItem>
  );
}

/** The menu that `MenuButton` loads; it opens at once because somebody has already asked for it. */
export default function MenuButtonMenu({
  entries,
  header,
  trigger,
  align,
  className,
}: {
  entries: readonly MenuEntry[];
  header?: ReactNode;
  trigger: ReactElement;
  align: "start" | "end";
  className?: string;
}) {
  const button = useRef<HTMLButtonElement>(null);
  return (
    <DropdownMenu defaultOpen modal={false}>
      <DropdownMenuTrigger ref={button} asChild>
        {trigger}
      </DropdownMenuTrigger>
      <DropdownMenuContent align={align} className={className}>
        {header}
        {entries.map((entry) => (
          <Fragment key={entry.label}>
            {entry.startsGroup ? <DropdownMenuSeparator /> : null}
            <Entry entry={entry} focusTrigger={() => button.current?.focus()} />
          </Fragment>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
