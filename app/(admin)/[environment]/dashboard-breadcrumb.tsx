"use client";

import { usePathname } from "next/navigation";
import type { CommandPage } from "@/components/layout/command-palette";
import { useRecordNames } from "@/components/layout/record-name";
import { Breadcrumb, type Crumb } from "@/components/ui/breadcrumb";

/** The way to this page, read off the address: every part of it is a page of its own. */
export function DashboardBreadcrumb({
  environmentKey,
  pages,
}: {
  environmentKey: string;
  pages: readonly CommandPage[];
}) {
  const nameOf = useRecordNames();
  const [, , ...parts] = usePathname().split("/");
  const items: Crumb[] = parts.map((part, index) => {
    const href = `/${environmentKey}/${parts.slice(0, index + 1).join("/")}`;
    return { label: pages.find((page) => page.href === href)?.label ?? nameOf(part) ?? labelOf(part), href };
  });
  return items.length > 0 ? <Breadcrumb items={items} /> : null;
}

function labelOf(part: string): string {
  if (/^[\da-f]{8}-[\da-f-]{27}$/.test(part)) return "Details";
  // Also a hyphenated word in the page's own title.
  const words = part.replaceAll("-", " ").replace("multi factor", "multi-factor");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
