"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import type { NavigationItem } from "@/components/layout/navigation";
import { LinkProgress } from "@/components/ui/link-progress";

/** The links of a `SideMenu`; the first item is the section's own page and is active only there. */
export function SideMenuNav({ label, items }: { label: string; items: readonly NavigationItem[] }) {
  const pathname = usePathname();
  const current = items.findIndex(
    ({ href }, index) => pathname === href || (index > 0 && pathname.startsWith(`${href}/`)),
  );
  const nav = useRef<HTMLElement>(null);
  // At phone width it is a row wider than the screen: the page that is shown must not be the one out of sight.
  useEffect(() => {
    const link = nav.current?.querySelectorAll("a")[current];
    if (!nav.current || !link) return;
    const [row, tab] = [nav.current.getBoundingClientRect(), link.getBoundingClientRect()];
    nav.current.scrollLeft += tab.left + tab.width / 2 - (row.left + row.width / 2);
  }, [current]);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className="shrink-0 max-md:mb-6 max-md:overflow-x-auto max-md:border-b md:w-44"
    >
      <ul className="flex gap-px max-md:w-max md:sticky md:top-20 md:flex-col">
        {items.map((item, index) => (
          <li key={item.href}>
            <Link
              href={item.href}
              prefetch={false}
              aria-current={index === current ? "page" : undefined}
              className="flex h-8 items-center rounded-md px-2.5 font-medium text-muted-foreground text-sm transition-colors duration-100 hover:text-foreground aria-[current=page]:text-foreground max-md:h-9 max-md:rounded-none max-md:border-transparent max-md:border-b-2 max-md:aria-[current=page]:border-primary md:hover:bg-accent md:aria-[current=page]:bg-accent"
            >
              {item.label}
              <LinkProgress />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
