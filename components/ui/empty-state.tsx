import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** What stands where a list would be: what is missing, and what to do next. */
export function EmptyState({
  icon: Icon,
  title,
  text,
  children,
  className,
}: {
  icon?: LucideIcon;
  title: string;
  text?: ReactNode;
  children?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("flex flex-col items-center px-6 py-16 text-center", className)}>
      {Icon ? (
        <span className="mb-4 flex size-10 items-center justify-center rounded-lg border bg-muted text-muted-foreground">
          <Icon aria-hidden="true" className="size-5" />
        </span>
      ) : null}
      <p className="font-medium text-base">{title}</p>
      {text ? <p className="mt-1 max-w-sm text-muted-foreground text-sm">{text}</p> : null}
      {children ? <div className="mt-5 flex flex-wrap justify-center gap-2">{children}</div> : null}
    </div>
  );
}
