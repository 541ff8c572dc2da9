import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";

export type Crumb = { label: string; href?: string };

/** The way from the top to this page; the last crumb is the page itself. */
export function Breadcrumb({ items, className }: { items: Crumb[]; className?: string }) {
  return (
    <nav aria-label="Breadcrumb" className={cn("min-w-0", className)}>
      <ol className="flex min-w-0 items-center gap-1 text-muted-foreground text-sm">
        {items.map((item, index) => {
          const isLast = index === items.length - 1;
          return (
            <li
              key={`${item.href ?? ""}${item.label}`}
              className={cn("flex items-center gap-1", index > 0 && "min-w-0")}
            >
              {index > 0 ? (
                <ChevronRight aria-hidden="true" className="size-3.5 shrink-0 opacity-60" />
              ) : null}
              {item.href && !isLast ? (
                <Link href={item.href} className="min-w-0 truncate rounded-sm py-0.5 hover:text-foreground">
                  {item.label}
                </Link>
              ) : (
                <span
                  aria-current={isLast ? "page" : undefined}
                  className={cn("min-w-0 truncate", isLast && "text-foreground")}
                >
                  {item.label}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
