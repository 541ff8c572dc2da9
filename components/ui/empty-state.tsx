import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** What stands where a list would be: what is missing, and what to do next. */
export function EmptyState({
  icon: Icon,
  title,
  text,
  isPage = false,
  children,
  className,
}: {
  icon?: LucideIcon;
  title: string;
  text?: ReactNode;
  /** For a page that holds nothing else: the title is its heading. */
  isPage?: boolean;
  children?: ReactNode;
  className?: string;
}) {
  const Title = isPage ? "h1" : "p";
  return (
    <div className={cn("flex flex-col items-center px-6 py-16 text-center", className)}>
      {Icon ? (
        <span className="mb-4 flex size-10 items-center justify-center rounded-lg border bg-muted text-muted-foreground">
          <Icon aria-hidden="true" className="size-5" />
        </span>
      ) : null}
      <Title className="font-medium text-base">{title}</Title>
      {text ? <p className="mt-1 max-w-sm text-muted-foreground text-sm">{text}</p> : null}
      {children ? <div className="mt-5 flex flex-wrap justify-center gap-2">{children}</div> : null}
    </div>
  );
}
