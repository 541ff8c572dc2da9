import type { ReactNode } from "react";
import { type ButtonProps, buttonVariants } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

/** The one way on from a page that only says something. */
export function ButtonLink({
  href,
  variant,
  children,
}: { href: string; children: ReactNode } & Pick<ButtonProps, "variant">) {
  return (
    <a href={href} className={cn(buttonVariants({ size: "lg", variant }), "w-full")}>
      {children}
    </a>
  );
}
