import type { ReactNode } from "react";
import { type ButtonProps, buttonVariants } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

/** The one way on from a page that only says something; in a new tab where that page is still needed. */
export function ButtonLink({
  href,
  variant,
  isNewTab = false,
  children,
}: { href: string; isNewTab?: boolean; children: ReactNode } & Pick<ButtonProps, "variant">) {
  return (
    <a
      href={href}
      {...(isNewTab && { target: "_blank", rel: "noopener" })}
      className={cn(buttonVariants({ size: "lg", variant }), "w-full")}
    >
      {children}
      {isNewTab ? <span className="sr-only"> (opens a new tab)</span> : null}
    </a>
  );
}
