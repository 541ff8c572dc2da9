"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { NavigationGroup } from "@/components/layout/navigation";
import { cn } from "@/components/ui/cn";
import { LinkProgress } from "@/components/ui/link-progress";

const MOST_COUNTED = 99;

/** The item whose address is the longest beginning of this one. */
function activeHref(groups: readonly NavigationGroup[], pathname: string): string | undefined {
  return groups
    .flatMap((group) => group.items.map((item) => item.href))
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/** The groups of a sidebar or side menu; the page the reader is on is marked. */
export function SidebarNav({
  groups,
  label = "Main",
  className,
}: {
  groups: readonly NavigationGroup[];
  label?: string;
  className?: string;
}) {
  const active = activeHref(groups, usePathname());
  return (
    <nav aria-label={label} className={cn("flex flex-col gap-5", className)}>
      {groups.map((group) => (
        <div key={group.label ?? group.items[0]?.href}>
          {group.label ? <p className="mb-1 px-2 text-muted-foreground text-xs">{group.label}</p> : null}
          <ul className="flex flex-col gap-px">
            {group.items.map((item) => (
              <li key={item.href}>
                <Link
                  href={item.href}
                  prefetch={false}
                  aria-current={item.href === active ? "page" : undefined}
                  className={cn(
                    "flex h-8 items-center gap-2.5 rounded-md px-2 font-medium text-sidebar-foreground text-sm transition-colors duration-100 hover:bg-sidebar-accent hover:text-sidebar-accent-foreground aria-[current=page]:bg-sidebar-accent aria-[current=page]:text-sidebar-accent-foreground [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:opacity-75",
                    item.isNested && "pl-8.5",
                  )}
                >
                  {item.icon}
                  <span className="truncate">{item.label}</span>
                  {item.count ? (
                    <span className="ml-auto rounded-full bg-brand-soft px-1.5 text-brand text-xs tabular-nums">
                      {item.count > MOST_COUNTED ? `${MOST_COUNTED}+` : item.count}
                      <span className="sr-only"> {item.countLabel}</span>
                    </span>
                  ) : null}
                  <LinkProgress />
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
