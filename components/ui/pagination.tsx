import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { buttonVariants } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { LinkProgress } from "@/components/ui/link-progress";

function Step({ href, label }: { href: string | null; label: "Previous" | "Next" }) {
  const classes = cn(buttonVariants({ variant: "outline", size: "sm" }), "disabled:shadow-none");
  const content = (
    <>
      {label === "Previous" ? <ChevronLeft aria-hidden="true" /> : null}
      {label}
      {label === "Next" ? <ChevronRight aria-hidden="true" /> : null}
    </>
  );
  if (href === null) {
    return (
      <button type="button" disabled className={classes}>
        {content}
      </button>
    );
  }
  return (
    <Link href={href} prefetch={false} className={classes}>
      {content}
      <LinkProgress />
    </Link>
  );
}

/** The count and the two steps of a keyset list; a step that leads nowhere is disabled. */
export function Pagination({
  text,
  previousHref,
  nextHref,
  className,
}: {
  text?: string;
  previousHref: string | null;
  nextHref: string | null;
  className?: string;
}) {
  return (
    <nav aria-label="Pages" className={cn("flex items-center justify-between gap-4", className)}>
      <p className="text-muted-foreground text-sm tabular-nums">{text}</p>
      <div className="flex gap-2">
        <Step href={previousHref} label="Previous" />
        <Step href={nextHref} label="Next" />
      </div>
    </nav>
  );
}
